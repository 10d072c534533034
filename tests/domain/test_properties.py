"""Random lives: whatever is sent, in whatever order, the law holds; nothing that arrives can stop a centre."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from lives import EVERY_LIFE, candidate, convert, decision, nine, top_down

from domain.acts import decide
from domain.centre import Centre
from domain.decisions import Decision
from domain.effects import effects
from domain.law import ACTIONS
from domain.passing import agenda, pass_time
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.samples import sample_content
from domain.standing import actions, standing
from domain.states import State

SEEDS = range(60)
ACTS = 60
ROUTES = (candidate, convert, top_down)
TWISTS: dict[str, list[dict[str, Any]]] = {
    "decide": [{"outcome": o} for o in ("approve", "approve", "approve", "reject", "return", "defer")],
    "issue_result": [{"grade": g} for g in ("excellent", "good", "poor", "poor")],
    "record_inspection": [{"outcome": "pass"}, {"outcome": "fail"}],
    "confirm_exit": [{"outcome": o} for o in ("removed", "revoked", "merged")],
    "open_evaluation": [{"round": "2030"}, {}],
    "accept_conversion": [{"outcome": "full"}, {"outcome": "fast"}],
    "approve": [{}, {"effective_from": "2040-01-01"}],
    "register_entity": [{"entity_registered_on": "2020-01-06"}],
}


@dataclass(frozen=True)
class Walk:
    """One random life: where it began, every value on its way, what was taken (None: refused) and why not."""

    values: tuple[Centre, ...]
    sent: tuple[tuple[datetime, Decision | None], ...]
    refusals: tuple[Code, ...]


def content_of(action: str, dice: random.Random) -> dict[str, Any]:
    """The sample content of the act, twisted, or rarely broken."""
    content: dict[str, Any] = {**sample_content(action), **dice.choice(TWISTS.get(action, [{}]))}
    if dice.random() < 0.05 and content:
        content.pop(dice.choice(sorted(content)))
    return content | ({"unknown": [None]} if dice.random() < 0.03 else {})


def message(centre: Centre, today: date, dice: random.Random, number: int) -> Decision:
    """A random decision: mostly one that is possible now, sometimes any act by anybody."""
    possible = actions(centre, today)
    if possible and dice.random() < 0.75:
        chosen = dice.choice(possible)
        action, by, matter = chosen.action, Role(dice.choice(chosen.roles)), dice.choice([chosen.matter, None])
    else:
        action, by, matter = dice.choice(list(ACTIONS)), dice.choice(list(Role)), dice.choice([None, "centre", "exit"])
    on = today - timedelta(days=dice.choice([0, 0, 0, 1, 30]))
    return decision(centre, action, by, on, content_of(action, dice), matter=matter, decision_id=f"d{number}")


@cache
def walk(seed: int, start: str = "") -> Walk:
    """A random life of sixty acts on random days, each day after the last."""
    dice = random.Random(f"{seed}{start}")
    centre = EVERY_LIFE[start]() if start else ROUTES[seed % 3]()
    today = max(date(2020, 1, 6), centre.since or date.min)
    values, sent, refusals = [centre], [], []
    for number in range(ACTS):
        today += timedelta(days=dice.choice([0, 0, 1, 3, 10, 40, 200]))
        centre = pass_time(centre, nine(today))[0]
        made = message(centre, today, dice, number)
        try:
            centre = decide(centre, made, nine(today))[0]
            sent.append((nine(today), made))
        except Refused as refused:
            sent.append((nine(today), None))
            refusals.append(refused.code)
        values.append(centre)
    return Walk(tuple(values), tuple(sent), tuple(refusals))


WALKS = [(seed, "") for seed in SEEDS] + [(seed, name) for seed in range(2) for name in EVERY_LIFE]
EVERY_WALK = pytest.mark.parametrize(("seed", "start"), WALKS)


class TestRandomLives:
    """Sixty random acts on each of many lives, of every route and from every stage; the seed is in the test's name."""

    @EVERY_WALK
    def test_nothing_but_a_refusal_is_ever_raised(self, seed: int, start: str) -> None:
        assert len(walk(seed, start).values) == ACTS + 1

    @EVERY_WALK
    def test_what_has_ended_stays_as_it_was(self, seed: int, start: str) -> None:
        values = walk(seed, start).values
        ended = [value for value in values if value.state.final]
        assert all(value == ended[0] and not value.open_obligations for value in ended)

    @EVERY_WALK
    def test_the_sequence_follows_from_the_state(self, seed: int, start: str) -> None:
        assert all(standing(v, TODAY).in_sequence is v.in_sequence is v.state.in_sequence for v in sampled(seed, start))

    @EVERY_WALK
    def test_written_and_read_again_it_is_the_same(self, seed: int, start: str) -> None:
        assert all(Centre.model_validate_json(v.model_dump_json()) == v for v in sampled(seed, start))

    @EVERY_WALK
    def test_the_same_decisions_at_the_same_instants_give_the_same_life(self, seed: int, start: str) -> None:
        found = walk(seed, start)
        again = found.values[0]
        for now, made in found.sent:
            again = pass_time(again, now)[0]
            again = decide(again, made, now)[0] if made else again
        assert again == found.values[-1]

    @EVERY_WALK
    def test_main_life_and_matters_agree(self, seed: int, start: str) -> None:
        assert [fault for value in walk(seed, start).values for fault in disagreements(value)] == []

    @EVERY_WALK
    def test_every_value_can_be_shown_and_told(self, seed: int, start: str) -> None:
        values = sampled(seed, start)
        for before, after in pairwise(values):
            assert effects(before, after) is not None
        assert all(event.because for event in agenda(values[-1]))


TODAY = date(2031, 5, 6)


def sampled(seed: int, start: str) -> tuple[Centre, ...]:
    """Every sixth value of the life."""
    return walk(seed, start).values[::6]


MAIN_OF = {
    "evaluation": {State.EVALUATING, State.EXIT_PROPOSED},
    "rectification": {State.RECTIFYING, State.RECTIFICATION_INSPECTION, State.EXIT_PROPOSED},
    "exit": {State.EXIT_PROPOSED, State.CLOSING},
}


def disagreements(centre: Centre) -> list[str]:
    """Where an open matter and the main life contradict one another, or a duty belongs to nothing."""
    found = [
        f"{m.key} is {m.state} while the centre is {centre.state}"
        for m in centre.matters.values()
        if m.is_open and centre.state not in MAIN_OF.get(m.key.split("/")[0], {centre.state})
    ]
    needed = {State.EVALUATING: "evaluation", State.RECTIFYING: "rectification", State.EXIT_PROPOSED: "exit"}
    kind = needed.get(centre.state)
    if kind and not any(m.is_open and m.key.startswith(kind) for m in centre.matters.values()):
        found.append(f"the centre is {centre.state} without an open {kind}")
    names = [o.name for o in centre.open_obligations]
    found += [f"{name} is owed twice" for name in names if names.count(name) > 1]
    strangers = [o.name for o in centre.open_obligations if o.matter != "centre" and o.matter not in centre.matters]
    return found + [f"{name} belongs to no matter" for name in strangers]


class TestRefusal:
    """P7: a refused decision changes nothing; the values are frozen."""

    @pytest.mark.parametrize("seed", SEEDS)
    def test_the_value_before_is_untouched(self, seed: int) -> None:
        values = walk(seed).values
        dumped = values[0].model_dump_json()
        assert ROUTES[seed % 3]().model_dump_json() == dumped

    def test_the_walks_are_many_and_reach_far(self) -> None:
        walks = [walk(seed, start) for seed, start in WALKS]
        taken = sum(len(w.sent) - len(w.refusals) for w in walks)
        refused = sum(len(w.refusals) for w in walks)
        assert taken + refused >= 2_000
        assert taken >= 1_000

    def test_the_walks_see_every_kind_of_state(self) -> None:
        seen = {value.state for seed, start in WALKS for value in walk(seed, start).values}
        assert {s for s in State if s.in_sequence} <= seen
        assert {State.REMOVED, State.REVOKED, State.MERGED} & seen

    def test_the_walks_meet_most_refusals(self) -> None:
        met = {code for seed, start in WALKS for code in walk(seed, start).refusals}
        assert {Code.WRONG_STATE, Code.WRONG_ROLE, Code.INVALID_CONTENT, Code.UNKNOWN_MATTER} <= met
