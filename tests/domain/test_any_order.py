"""All acts in any order, by anybody, on any day: never an exception but a refusal, and the law holds throughout."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from exploring import OTHERWISE
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from lives import EVERY_LIFE, candidate, convert, decision, nine, top_down
from spoiling import spoilings

from domain.acts import decide
from domain.centre import CENTRE, Centre
from domain.decisions import Decision
from domain.effects import effects
from domain.law import ACTIONS
from domain.passing import agenda, pass_time
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.samples import sample_content
from domain.standing import actions, standing
from domain.states import State

STARTS = {"candidate": candidate, "convert": convert, "top down": top_down, **EVERY_LIFE}
DAYS = (0, 0, 1, 3, 10, 40, 200)
LIVES, STEPS = 260, 100
ENOUGH = 10_000
REVIVING = "reinstate"
SEEN: Counter[str] = Counter()


@cache
def contents(action: str) -> tuple[dict[str, Any], ...]:
    """Contents of the act: its sample and variants of it, mostly, and every way of spoiling it."""
    sample: dict[str, Any] = sample_content(action)
    good = [{**sample, **variant} for variant in ({}, *OTHERWISE.get(action, ()))]
    schema = ACTIONS[action][0].content.model_json_schema(by_alias=True)
    bad = [spoilt.content for spoilt in spoilings(schema, sample)]
    return (*good * (3 * len(bad) // len(good) + 1), *bad)


class AnyOrder(RuleBasedStateMachine):
    """A centre to which anything may happen."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = self.first = candidate()
        self.today = date(2020, 1, 6)
        self.taken: list[tuple[datetime, Decision | None]] = []

    @initialize(start=st.sampled_from(sorted(STARTS)))
    def begins(self, start: str) -> None:
        self.centre = self.first = STARTS[start]()
        self.today = max(self.today, self.centre.since or self.today)
        SEEN[f"state {self.centre.state}"] += 1

    @rule(days=st.sampled_from(DAYS))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)
        before = self.centre
        self.centre = pass_time(before, nine(self.today))[0]
        self.taken.append((nine(self.today), None))
        assert self.centre.state is before.state, "a timer has changed a legal status"

    @rule(data=st.data(), days=st.sampled_from(DAYS), early=st.sampled_from((0, 0, 0, 0, 0, 0, 0, 1, 30)))
    def somebody_does_what_is_offered(self, data: st.DataObject, days: int, early: int) -> None:
        self.time_passes(days)
        offered = actions(self.centre, self.today)
        if not offered:
            return
        chosen = data.draw(st.sampled_from(offered), label="offered")
        role = Role(data.draw(st.sampled_from(chosen.roles), label="role"))
        matter = data.draw(st.sampled_from((chosen.matter, chosen.matter, None)), label="matter")
        self.send(data, chosen.action, role, matter, self.today - timedelta(days=early))

    @rule(data=st.data(), days=st.sampled_from(DAYS))
    def somebody_does_it_at_once(self, data: st.DataObject, days: int) -> None:
        self.somebody_does_what_is_offered(data, days, 0)

    @rule(data=st.data(), action=st.sampled_from(sorted(ACTIONS)), role=st.sampled_from(Role))
    def anybody_does_anything(self, data: st.DataObject, action: str, role: Role) -> None:
        places = st.sampled_from((None, CENTRE, "exit", *self.centre.matters))
        self.send(data, action, role, data.draw(places, label="matter"), self.today)

    def send(self, data: st.DataObject, action: str, role: Role, matter: str | None, on: date) -> None:
        """One decision; whatever it is, it is taken or refused."""
        content = data.draw(st.sampled_from(contents(action)), label="content")
        made = decision(self.centre, action, role, on, content, matter=matter, decision_id=f"d{len(self.taken)}")
        before = self.centre
        self.centre = pass_time(before, nine(self.today))[0]
        self.taken.append((nine(self.today), None))
        SEEN["acts"] += 1
        try:
            self.take(made)
        except Refused as refused:
            SEEN[refused.code] += 1

    def take(self, made: Decision) -> None:
        """The decision is taken; what has ended stays ended unless it is reinstated."""
        before, written = self.centre, self.centre.model_dump_json()
        try:
            self.centre = decide(before, made, nine(self.today))[0]
        except Refused:
            assert before.model_dump_json() == written, "a refused decision has changed something"
            raise
        self.taken.append((nine(self.today), made))
        SEEN["taken"] += 1
        SEEN[f"state {self.centre.state}"] += 1
        assert not before.state.final or made.action == REVIVING, "a life that has ended was changed"
        assert effects(before, self.centre) is not None

    @invariant()
    def the_sequence_follows_from_the_state(self) -> None:
        assert self.centre.in_sequence is self.centre.state.in_sequence

    @invariant()
    def periods_are_counted_from_the_anchor(self) -> None:
        centre = self.centre
        if centre.cycle and centre.anchor and centre.cycle.no >= centre.anchor.first_no:
            assert centre.cycle == centre.anchor.cycle(centre.cycle.no, centre.cycle_years)

    @invariant()
    def main_life_and_matters_agree(self) -> None:
        assert disagreements(self.centre) == []

    def teardown(self) -> None:
        """The same acts at the same instants give the same value, which can be written, read, shown and foreseen."""
        again = self.first
        for now, made in self.taken:
            again = pass_time(again, now)[0]
            again = decide(again, made, now)[0] if made else again
        assert again == self.centre
        assert Centre.model_validate_json(again.model_dump_json()) == again
        assert standing(again, self.today).in_sequence is again.in_sequence
        assert all(event.because for event in agenda(again))


MAIN_OF = {
    "evaluation": {State.EVALUATING, State.EXIT_PROPOSED},
    "rectification": {State.RECTIFYING, State.RECTIFICATION_INSPECTION, State.EXIT_PROPOSED},
    "exit": {State.EXIT_PROPOSED, State.CLOSING},
}
NEEDED = {State.EVALUATING: "evaluation", State.RECTIFYING: "rectification", State.EXIT_PROPOSED: "exit"}


def excused(centre: Centre, key: str) -> bool:
    """A rectification beside a cycle that runs on: its result was amended afterwards (G-10)."""
    return bool(getattr(centre, "conditional", False)) and key.startswith("rectification/")


def disagreements(centre: Centre) -> list[str]:
    """Where an open matter and the main life contradict one another, or a duty belongs to nothing."""
    opened = [m for m in centre.matters.values() if m.is_open]
    found = [
        f"{m.key} is {m.state} while the centre is {centre.state}"
        for m in opened
        if not excused(centre, m.key) and centre.state not in MAIN_OF.get(m.key.split("/")[0], {centre.state})
    ]
    kind = NEEDED.get(centre.state)
    if kind and not any(m.key.startswith(kind) for m in opened):
        found.append(f"the centre is {centre.state} without an open {kind}")
    names = [o.name for o in centre.open_obligations]
    found += [f"{name} is owed twice" for name in names if names.count(name) > 1]
    strangers = [o.name for o in centre.open_obligations if o.matter != CENTRE and o.matter not in centre.matters]
    return found + [f"{name} belongs to no matter" for name in strangers]


@pytest.mark.law("B.0")
class TestAnyOrder:
    """B.0: no timer changes a legal status; terminal is final; a refused act changes nothing; replay is exact."""

    def test_the_law_holds_over_ten_thousand_acts_in_any_order(self) -> None:
        SEEN.clear()
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            AnyOrder,
            settings=settings(
                max_examples=LIVES,
                stateful_step_count=STEPS,
                derandomize=True,
                database=None,
                deadline=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
            ),
        )
        print(f"seen over all lives: {dict(SEEN)}")  # noqa: T201
        assert SEEN["acts"] >= ENOUGH
        assert SEEN["taken"] >= ENOUGH // 10
        assert {f"state {s}" for s in State if s.in_sequence} <= set(SEEN)
        assert {Code.WRONG_STATE, Code.WRONG_ROLE, Code.INVALID_CONTENT, Code.UNKNOWN_MATTER} <= set(SEEN)
