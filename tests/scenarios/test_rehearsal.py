"""Rehearsing scenarios: the acceptance lives of H, and how a rehearsal tells what did not hold."""

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from starter.documents import DocumentFaults
from starter.rehearsal.report import RehearsalReport
from starter.rehearsal.runner import rehearse

EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "scenarios"
SCENARIOS: Final = sorted(path for path in EXAMPLES.glob("*.yaml") if not path.name.endswith(".policy.yaml"))
INTENT: Final = {"at": "2022-03-07", "do": "submit_intent", "as": "zhao.lei"}
WITHDRAWAL: Final = {"at": "2022-03-14", "do": "withdraw_intent", "as": "zhao.lei", "reason": "另有安排"}


def script(*steps: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """A scenario of one candidate."""
    return {
        "scenario": "a small life",
        "shift_years": 28,
        "people": [
            {"person": "zhao.lei", "organisation": "wuxi-sensing", "roles": ["lead_entity_applicant"]},
            {"person": "li.na", "organisation": "jiangsu-st", "roles": ["sd_reviewer"]},
        ],
        "centre": {
            "code": "small-life",
            "route": "field_standard",
            "name_zh": "国家智能传感技术创新中心",
            "supervising_departments": ["jiangsu-st"],
            "lead_entity": {"name": "无锡智能传感研究院", "uscc": "91320200MA1X00001H"},
            "technology_field": "智能传感",
        },
        "steps": list(steps),
        **facts,
    }


@pytest.fixture
def play(tmp_path: Path) -> Any:
    """Writes the script to a file and rehearses it."""

    async def rehearsed(*steps: dict[str, Any], **facts: Any) -> RehearsalReport:
        path = tmp_path / "scenario.yaml"
        path.write_text(yaml.safe_dump(script(*steps, **facts), allow_unicode=True), encoding="utf-8")
        return await rehearse(path)

    return rehearsed


async def faults(play: Any, *steps: dict[str, Any], **facts: Any) -> list[str]:
    """What is said of a script that cannot be played, without the file's name."""
    with pytest.raises(DocumentFaults) as refused:
        await play(*steps, **facts)
    return [f"{fault.place}: {fault.sentence}" for fault in refused.value.faults]


class TestTheAcceptanceLives:
    """Every row of H1 to H4 holds, in seconds."""

    def test_all_four_are_there(self) -> None:
        assert {"h1.yaml", "h2.yaml", "h3.yaml", "h4.yaml"} <= {path.name for path in SCENARIOS}

    @pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
    async def test_every_expectation_holds(self, path: Path) -> None:
        report = await rehearse(path)
        assert [(step.number, step.faults) for step in report.steps if not step.held] == []
        assert report.held


class TestWhatDidNotHold:
    """A report names the step, what was expected and what was found, in the script's own years."""

    async def test_a_wrong_field_is_reported_alone(self, play: Any) -> None:
        wrong = {"intent_review.due": "2022-04-01", "state": "INTENT_SUBMITTED"}
        report = await play(INTENT, {"at": "2022-03-08", "expect": wrong})
        assert [step.held for step in report.steps] == [True, False]
        assert report.steps[1].faults == ('intent_review.due: expected "2022-04-01", found "2022-04-02"',)
        assert not report.held

    async def test_a_refusal_that_nobody_expected_is_quoted(self, play: Any) -> None:
        report = await play(INTENT, {"at": "2022-03-08", "do": "decline_intent", "as": "li.na"})
        assert report.steps[1].faults[0].startswith("expected accepted, found REASON_REQUIRED: decline_intent")

    async def test_an_acceptance_that_nobody_expected_is_reported(self, play: Any) -> None:
        report = await play({**INTENT, "expect": "WRONG_ROLE"})
        assert report.steps[0].faults == ("expected WRONG_ROLE, found accepted",)

    async def test_another_refusal_than_expected_is_reported(self, play: Any) -> None:
        report = await play({**INTENT, "as": "li.na", "expect": "WRONG_STATE"})
        assert report.steps[0].faults[0].startswith("expected WRONG_STATE, found WRONG_ROLE: ")

    async def test_an_unknown_matter_is_found_to_be_nothing(self, play: Any) -> None:
        report = await play(INTENT, {"at": "2022-03-08", "on": "exit", "expect": {"state": "PROPOSED"}})
        assert report.steps[1].faults == ('state: expected "PROPOSED", found nothing',)

    async def test_a_refusal_speaks_in_the_years_of_the_script(self, play: Any) -> None:
        report = await play({**INTENT, "decided_on": "2022-03-09"})
        assert "decided_on 2022-03-09 lies in the future; today is 2022-03-07" in report.steps[0].faults[0]


class TestTime:
    """The clock reaches each step, and what rings at the same instant has rung."""

    async def test_what_midnight_brings_is_there_at_midnight(self, play: Any) -> None:
        late = {"overdue": ["centre:intent_review"], "intent_review.overdue": True}
        report = await play(
            INTENT,
            {"at": "2022-04-02T23:59", "expect": {"overdue": []}},
            {"at": "2022-04-03T00:00", "expect": late},
        )
        assert [step.faults for step in report.steps] == [(), (), ()]

    async def test_after_the_end_every_decision_is_refused(self, play: Any) -> None:
        after = {**INTENT, "at": "2023-01-09", "expect": "CENTRE_EXITED"}
        report = await play(INTENT, WITHDRAWAL, after, {"at": "2024-01-08", "expect": {"state": "DECLINED"}})
        assert [step.faults for step in report.steps] == [(), (), (), ()]

    async def test_the_ledger_keeps_every_change_in_the_years_of_the_script(self, play: Any) -> None:
        report = await play(INTENT, WITHDRAWAL)
        assert [line.because for line in report.ledger] == ["launched", "submit_intent", "withdraw_intent"]
        assert [str(line.recorded_at.date()) for line in report.ledger] == ["2022-03-07", "2022-03-07", "2022-03-14"]

    async def test_a_day_in_the_past_asks_for_a_shift(self, play: Any) -> None:
        said = await faults(play, INTENT, shift_years=0)
        assert said == [
            "steps.0.at: 2022-03-07 lies in the past, and the server's clock only runs forward; write shift_years: 28"
        ]

    async def test_a_shift_that_is_too_short_asks_for_the_next_that_works(self, play: Any) -> None:
        said = await faults(play, {**INTENT, "at": "1960-03-07"})
        assert said[0].endswith("write shift_years: 84")

    async def test_a_shift_beyond_the_calendar_is_refused(self, play: Any) -> None:
        said = await faults(play, INTENT, shift_years=140)
        assert said == ["shift_years: moves the last step beyond 2150; write a smaller one"]


class TestTheScript:
    """A script is checked before anything is played."""

    async def test_steps_run_forward(self, play: Any) -> None:
        said = await faults(play, INTENT, {**WITHDRAWAL, "at": "2022-03-01"})
        assert said == [": steps.1.at: its time (2022-03-01) lies before that of the step before (2022-03-07)"]

    async def test_a_stranger_decides_nothing(self, play: Any) -> None:
        said = await faults(play, {**INTENT, "as": "nobody"})
        assert said == ["steps.0.as: nobody is not among the people of this file; add the person there"]

    async def test_an_expected_code_must_exist(self, play: Any) -> None:
        said = await faults(play, {**INTENT, "expect": "NOT_ALLOWED"})
        assert said[0].startswith("steps.0: expect: NOT_ALLOWED is neither accepted nor a refusal code (MALFORMED, ")

    async def test_a_step_without_a_decision_expects_fields(self, play: Any) -> None:
        said = await faults(play, {"at": "2022-03-07"})
        assert said[0].startswith("steps.0: expect: a step without do expects fields of its matter")

    async def test_the_centre_is_checked_like_a_launch_entry(self, play: Any) -> None:
        centre = {**script()["centre"], "name_zh": "智能传感中心"}
        said = await faults(play, INTENT, centre=centre)
        assert [sentence.partition(": ")[0] for sentence in said] == ["centre.name_zh", "centre.name_zh"]

    async def test_an_unknown_key_names_the_nearest_one(self, play: Any) -> None:
        said = await faults(play, {**INTENT, "reson": "why"})
        assert said == ["steps.0.reson: unknown key; did you mean reason?"]
