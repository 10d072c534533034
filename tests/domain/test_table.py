"""The table of acts is whole: every event of the scope, with its words, its roles and a sample that fits."""

import json
import re
from datetime import date
from typing import Any

import pytest
from lives import EVERY_LIFE

from domain import passing
from domain.changes import effects as change_effects
from domain.evaluation import notice
from domain.exit import closing
from domain.law import ACTIONS, MATTER_KINDS
from domain.matter import kind_of
from domain.rectification import procedure
from domain.reports import years as report_years
from domain.reports.matter import ReportState
from domain.roles import Role
from domain.rules import RULES, Rule
from domain.samples import SAMPLES, sample_content, sample_decision
from domain.standing import actions, standing
from domain.states import Grade, Named, State

TODAY = date(2031, 1, 2)
IN_SCOPE = [
    *(f"F{n:02}" for n in range(1, 20)),
    *(f"C{n:02}" for n in range(1, 10)),
    *(f"V{n:02}" for n in range(1, 6)),
    *("A02", "A04", "A05", "A06", "A07", "E01", "E02", "E05", "E06", "E07", "E08", "E09", "E13", "E14"),
    *("R01", "R02", "R05", "R06", "R07", "O01", "O02", "O03", "O04", "O06", "O07", "O08", "O09", "O10"),
    *("O11", "O12", "O13", "O14", "X01", "X02", "X03"),
]
BY_TIME = {"A01": report_years.opened, "A03": report_years.followed_up, "X04": change_effects.in_effect,
           "E05": notice.unanswered, "R06": procedure.inspection_due}  # fmt: skip
ROWS = pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.action}-{row.on}")
STATES = [s for kind in Named.__subclasses__() for s in kind]


def codes() -> set[str]:
    """Every event code that has a row."""
    return {code for row in RULES for code in row.code.split(", ")}


class TestTheRows:
    """B.2 to B.12: each row has a Chinese title, an article, roles and states; each sample passes its content."""

    @pytest.mark.parametrize("code", IN_SCOPE)
    def test_every_event_of_the_scope_has_a_row(self, code: str) -> None:
        assert code in codes()

    @pytest.mark.parametrize(("code", "effect"), BY_TIME.items(), ids=BY_TIME.keys())
    def test_what_time_brings_is_called_by_the_passing_of_time(self, code: str, effect: Any) -> None:
        assert code in (effect.__doc__ or "")
        assert effect.__name__ in vars(passing)

    def test_what_an_exit_ends_is_told_by_the_closing(self) -> None:
        assert {"A10", "X06", "O14"} <= set(re.findall(r"[A-Z]\d\d", closing.__doc__ or ""))

    @ROWS
    def test_it_has_its_words(self, row: Rule[Any]) -> None:
        assert row.title[0].isupper()
        assert re.fullmatch(r"[\u4e00-\u9fff、（）]+", row.zh)
        assert re.match(r"Arts? \d", row.article)

    @ROWS
    def test_it_has_roles_and_states(self, row: Rule[Any]) -> None:
        assert row.by <= frozenset(Role)
        assert row.at
        assert not any(state.final for state in row.at if row.on == "centre" and row.action != "reinstate")

    @ROWS
    def test_its_sample_fits(self, row: Rule[Any]) -> None:
        assert row.content.model_validate_json(json.dumps(sample_content(row.action)), strict=True)

    @ROWS
    def test_its_effect_states_the_rule(self, row: Rule[Any]) -> None:
        assert row.apply.__doc__ or row.apply.__name__.startswith("_")

    def test_every_sample_belongs_to_an_act(self) -> None:
        assert set(SAMPLES) <= set(ACTIONS)

    def test_the_acts_of_one_name_share_their_words(self) -> None:
        words = {(row.action, row.zh, row.article, row.content) for row in RULES}
        assert len(words) == len(ACTIONS)

    def test_the_kinds_of_matters_are_those_of_the_contract(self) -> None:
        known = {"centre", "annual-report", "evaluation", "rectification", "change", "exit", "subsidy"}
        assert known <= MATTER_KINDS


@pytest.mark.law("Art 29", "Art 30", "G-09")
class TestTheStates:
    """B.1, B.5 to B.8: each state has its Chinese name; the sequence is exactly the six of B.0 rule 5."""

    @pytest.mark.parametrize("state", STATES, ids=lambda s: f"{type(s).__name__}-{s}")
    def test_each_has_a_chinese_name(self, state: Named) -> None:
        assert re.search(r"[\u4e00-\u9fff]", state.zh)

    def test_the_sequence(self) -> None:
        assert {s for s in State if s.in_sequence} == {
            State.OPERATING, State.EVALUATING, State.RENEWAL_PENDING, State.RECTIFYING,
            State.RECTIFICATION_INSPECTION, State.EXIT_PROPOSED,
        }  # fmt: skip

    def test_seven_states_are_final(self) -> None:
        assert {s.value for s in State if s.final} == {
            "DECLINED", "CULTIVATION_ENDED", "NOT_APPROVED", "PLANNING_ENDED", "REMOVED", "REVOKED", "MERGED",
        }  # fmt: skip

    def test_there_are_three_grades(self) -> None:
        assert [(g.value, g.zh) for g in Grade] == [("excellent", "优秀"), ("good", "良好"), ("poor", "较差")]

    def test_lateness_is_no_state(self) -> None:
        assert not any("OVERDUE" in s for s in ReportState)


class TestWhatMayBeDecidedNow:
    """Contract: `status` names the acts that are possible now; each can be taken up by a ready-made decision."""

    @pytest.mark.parametrize("life", EVERY_LIFE.values(), ids=EVERY_LIFE.keys())
    def test_each_act_fits_its_matter(self, life: Any) -> None:
        centre = life()
        for action in actions(centre, centre.since or TODAY):
            assert ACTIONS[action.action][0].on == kind_of(action.matter) or len(ACTIONS[action.action]) > 1
            assert json.dumps(sample_decision(action, centre))

    @pytest.mark.parametrize("name", [n for n in EVERY_LIFE if n != "gone"])
    def test_a_life_that_goes_on_can_always_be_moved(self, name: str) -> None:
        centre = EVERY_LIFE[name]()
        assert standing(centre, TODAY).actions

    def test_a_life_that_has_ended_offers_nothing_but_the_way_back(self) -> None:
        assert [action.action for action in standing(EVERY_LIFE["gone"](), TODAY).actions] == ["reinstate"]
