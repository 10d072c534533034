"""Lives of centres for the tests of the domain: a candidate, and how far it has come."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from domain.acts import decide
from domain.centre import Centre
from domain.days.periods import due_instant, start_of
from domain.decisions import Author, Decision
from domain.formation.founding import founded
from domain.formation.launching import LaunchEntry
from domain.law import ACTIONS
from domain.obligations import Obligation
from domain.passing import pass_time
from domain.policy import DEFAULT, Policy
from domain.refusals import Refused
from domain.roles import SUPERVISION, Role
from domain.samples import sample_content

DOCUMENT = "国科发区〔2026〕1号"
REASON = "For the reasons of the annex."
LE, REPORTER, LEGAL = Role.LEAD_ENTITY_APPLICANT, Role.CENTRE_REPORTER, Role.CENTRE_LEGAL_REPRESENTATIVE
SD, SD_LEADER, MO, ML = Role.SD_REVIEWER, Role.SD_LEADER, Role.MOST_OFFICER, Role.MOST_LEADERSHIP
EVALUATOR, INSPECTOR = Role.EVALUATOR_LEAD, Role.INSPECTION_LEAD
SECRETARY, MOF = Role.COUNCIL_SECRETARY, Role.MOF_OFFICER
USCC = "91350100M000100Y43"

Step = tuple[str, Role, date, dict[str, Any]]


def day(text: str) -> date:
    """A civil date, as written in the scenarios."""
    return date.fromisoformat(text)


def nine(on: date) -> datetime:
    """Nine o'clock in Shanghai on that day, in UTC."""
    return start_of(on) + timedelta(hours=9)


def decision(centre: Centre, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Decision:
    """A decision in order: a document number, a reason, the sample content, a person for each role."""
    author = Author(
        person=facts.pop("person", f"{by}.person"), organisation=facts.pop("org", org_of(centre, by)), role=by
    )
    given = {"document_number": DOCUMENT, "reason": REASON, "decided_on": on, **facts}
    given.setdefault("decision_id", f"{centre.code}-{centre.revision}-{action}-{on}")
    return Decision(action=action, by=author, content=sample_content(action) if content is None else content, **given)


def org_of(centre: Centre, by: Role) -> str:
    """The organisation for which the role acts."""
    if by in SUPERVISION:
        return next(iter((*centre.supervising_departments, *centre.lead_governments)), "a-department")
    return "most" if by in (MO, ML) else f"{by.value}-office"


def until(centre: Centre, moment: date | datetime) -> Centre:
    """The centre after time has passed up to that instant, or nine o'clock of that day."""
    return pass_time(centre, moment if isinstance(moment, datetime) else nine(moment))[0]


def take(centre: Centre, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Centre:
    """The centre after the decision, taken and entered at nine o'clock of that day."""
    now = nine(facts.pop("entered", on))
    return decide(until(centre, now), decision(centre, action, by, on, content, **facts), now)[0]


def refused(centre: Centre, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Refused:
    """The refusal of the decision; fails when it is taken."""
    try:
        take(centre, action, by, on, content, **facts)
    except Refused as refusal:
        return refusal
    raise AssertionError(f"{action} was taken")


def lived(centre: Centre, steps: Sequence[Step], last: str) -> Centre:
    """The centre after the steps up to and including the last one named."""
    for action, by, on, content in steps:
        centre = take(centre, action, by, on, {**sample_content(action), **content})
        if action == last:
            return centre
    raise AssertionError(f"no step {last}")


def duty(centre: Centre, matter: str, key: str) -> Obligation:
    """The latest obligation of that name."""
    found = centre.obligation(matter, key)
    assert found is not None, f"nothing is owed as {matter}:{key}"
    return found


def due(centre: Centre, matter: str, key: str) -> date | None:
    """The last day of the obligation."""
    return duty(centre, matter, key).due


def owed_keys(centre: Centre, matter: str | None = None) -> set[str]:
    """The keys of what is open, of one matter or of all."""
    return {o.key for o in centre.open_obligations if matter in (None, o.matter)}


def last_instant(on: date) -> datetime:
    """The last instant that is still in time for an act due on that day."""
    return due_instant(on) - timedelta(microseconds=1)


def first_late_instant(on: date) -> datetime:
    """The first instant at which an act due on that day is late."""
    return due_instant(on)


def launch(route: str, today: date = date(2020, 1, 2), policy: Policy = DEFAULT, **facts: Any) -> Centre:
    """A centre as launched by an entry of this route."""
    return founded(LaunchEntry.model_validate_json(_json({"route": route, **facts})), today, policy)


def _json(entry: dict[str, Any]) -> str:

    return json.dumps(entry, default=str)


FIELD_ENTRY: dict[str, Any] = {
    "code": "smart-sensing",
    "name_zh": "国家智能传感技术创新中心",
    "name_en": "National Center of Technology Innovation for Intelligent Sensing",
    "supervising_departments": ["jiangsu-st"],
    "lead_entity": {"name": "Sensing Institute", "uscc": USCC},
    "technology_field": "Intelligent sensing",
}
COMPREHENSIVE_ENTRY: dict[str, Any] = {
    "code": "middle-yangtze",
    "name_zh": "长江中游国家技术创新中心",
    "name_en": "Middle Yangtze National Center of Technology Innovation",
    "supervising_departments": ["hubei-st", "hunan-st"],
    "region_strategy": ["长江中游城市群"],
    "lead_governments": ["hubei-st", "hunan-st"],
}

FIELD_STEPS: tuple[Step, ...] = (
    ("submit_intent", LE, date(2022, 3, 7), {}),
    ("accept_for_cultivation", SD, date(2022, 3, 25), {}),
    ("recommend", SD_LEADER, date(2022, 11, 28), {}),
    ("open_argumentation", MO, date(2022, 12, 5), {}),
    ("record_argumentation", MO, date(2023, 2, 16), {}),
    ("decide", ML, date(2023, 4, 12), {}),
)
COMPREHENSIVE_STEPS: tuple[Step, ...] = (
    ("initiate_top_down", MO, date(2020, 12, 1), {}),
    ("open_case", MO, date(2021, 1, 18), {}),
    ("submit_case", SD, date(2021, 4, 26), {}),
    ("conditions_confirmed", MO, date(2021, 5, 10), {}),
    ("decide", ML, date(2021, 6, 3), {"form": "letter"}),
)
CONVERSION_STEPS: tuple[Step, ...] = (
    ("submit_conversion", LE, date(2021, 9, 13), {}),
    ("accept_conversion", SD, date(2021, 10, 11), {}),
    ("recommend", SD_LEADER, date(2022, 4, 18), {}),
    ("open_argumentation", MO, date(2022, 4, 25), {}),
    ("record_argumentation", MO, date(2022, 6, 21), {}),
    ("decide", ML, date(2022, 8, 18), {}),
)
EVALUATION_STEPS: tuple[Step, ...] = (
    ("open_evaluation", MO, date(2026, 2, 11), {}),
    ("confirm_participation", LEGAL, date(2026, 2, 25), {}),
    ("submit_materials", REPORTER, date(2026, 5, 12), {}),
    ("review_materials", SD, date(2026, 6, 2), {}),
    ("start_assessment", EVALUATOR, date(2026, 6, 3), {}),
    ("submit_assessment", EVALUATOR, date(2026, 8, 27), {}),
    ("deliberate", MO, date(2026, 8, 28), {}),
    ("open_publicity", MO, date(2026, 9, 17), {}),
    ("issue_result", ML, date(2026, 9, 24), {}),
)
RECTIFICATION_STEPS: tuple[Step, ...] = (
    ("file_rectification_plan", LEGAL, date(2026, 10, 20), {}),
    ("midterm_check", SD, date(2027, 3, 24), {}),
    ("submit_completion", REPORTER, date(2027, 9, 10), {}),
    ("open_inspection", MO, date(2027, 9, 20), {}),
)


def candidate(**facts: Any) -> Centre:
    """A field candidate, launched and nothing submitted."""
    return launch("field_standard", **{**FIELD_ENTRY, **facts})


def convert(**facts: Any) -> Centre:
    """A candidate that was an engineering research center, launched and nothing submitted."""
    return launch("field_converted", **{**FIELD_ENTRY, "code": "converted", **facts})


def top_down(**facts: Any) -> Centre:
    """A comprehensive candidate, launched and nothing begun."""
    return launch("comprehensive_top_down", **{**COMPREHENSIVE_ENTRY, **facts})


@cache
def applying(last: str = "record_argumentation") -> Centre:
    """A field candidate after the step named."""
    return lived(candidate(), FIELD_STEPS, last)


@cache
def planning(last: str = "conditions_confirmed") -> Centre:
    """A comprehensive candidate after the step named."""
    return lived(top_down(), COMPREHENSIVE_STEPS, last)


@cache
def converting(last: str = "record_argumentation") -> Centre:
    """A converting candidate after the step named."""
    return lived(convert(), CONVERSION_STEPS, last)


@cache
def operating(approved_on: date = date(2023, 4, 12)) -> Centre:
    """A field centre approved on that day; its first cycle ends three years later."""
    before = applying()
    moved = before.with_(since=min(before.since or approved_on, approved_on))
    return take(moved, "decide", ML, approved_on)


@cache
def evaluating(last: str = "open_evaluation") -> Centre:
    """A field centre in the evaluation of its first cycle (2023-04-12 to 2026-04-12), after the step named."""
    return lived(operating(), EVALUATION_STEPS, last)


@cache
def renewing() -> Centre:
    """A field centre with a good result of 2026-09-24, before its second cycle."""
    return evaluating("issue_result")


POOR: dict[str, Any] = {"grade": "poor", "grade_reason": "Three targets missed."}


@cache
def rectifying(last: str = "") -> Centre:
    """A field centre with a poor result delivered on 2026-09-24, twelve months to rectify, after the step named."""
    centre = take(evaluating("open_publicity"), "issue_result", ML, date(2026, 9, 24), POOR)
    return lived(centre, RECTIFICATION_STEPS, last) if last else centre


@cache
def leaving(ground: str = "voluntary") -> Centre:
    """A field centre whose revocation is proposed on 2024-06-03."""
    content = {"ground": ground, "evidence": "Council resolution 2024-3"}
    return take(operating(), "propose_revocation", MO, date(2024, 6, 3), content)


@cache
def closing() -> Centre:
    """A field centre whose revocation is confirmed on 2024-07-01."""
    return take(leaving(), "confirm_exit", ML, date(2024, 7, 1))


@cache
def gone() -> Centre:
    """A field centre revoked on 2024-08-01."""
    tasks = ("publish_decision", "name_use_stop", "closing_report_due", "task_handover", "subsidy_settlement")
    content = {"tasks": [{"task": task} for task in (*tasks, "archive", "register_update")]}
    return take(closing(), "closing_complete", MO, date(2024, 8, 1), content)


@cache
def changing(last: str = "submit_change") -> Centre:
    """A field centre with a change of its place under way (submitted 2024-05-06, endorsed 2024-05-20)."""
    steps: tuple[Step, ...] = (
        ("submit_change", REPORTER, date(2024, 5, 6), {}),
        ("endorse", SD, date(2024, 5, 20), {}),
        ("approve", ML, date(2024, 6, 3), {"effective_from": "2024-07-01"}),
    )
    return lived(operating(), steps, last)


@cache
def filed() -> Centre:
    """A field centre whose report on 2023 is on file since 2024-05-14."""
    key = "annual-report/2023"
    centre = take(until(operating(), date(2024, 1, 2)), "submit_report", REPORTER, date(2024, 3, 29), matter=key)
    centre = take(centre, "endorse_report", SD, date(2024, 4, 19), matter=key)
    return take(centre, "file_report", MO, date(2024, 5, 14), matter=key)


@cache
def objected() -> Centre:
    """A field centre with an objection during the public notice (2026-09-17 to 2026-09-22)."""
    return take(evaluating("open_publicity"), "record_objection", MO, date(2026, 9, 18))


def reports_of(centre: Centre) -> list[str]:
    """The keys of the annual reports, in the order in which they were opened."""
    return [key for key in centre.matters if key.startswith("annual-report/")]


EVERY_LIFE = {
    **{f"field {s[0]}": lambda s=s: applying(s[0]) for s in FIELD_STEPS[:-1]},
    **{f"comprehensive {s[0]}": lambda s=s: planning(s[0]) for s in COMPREHENSIVE_STEPS},
    **{f"conversion {s[0]}": lambda s=s: converting(s[0]) for s in CONVERSION_STEPS},
    **{f"evaluation {s[0]}": lambda s=s: evaluating(s[0]) for s in EVALUATION_STEPS},
    **{f"rectification {s[0]}": lambda s=s: rectifying(s[0]) for s in RECTIFICATION_STEPS},
    **{f"change {s}": lambda s=s: changing(s) for s in ("submit_change", "endorse", "approve")},
    "prospective": candidate,
    "operating": operating,
    "rectifying": rectifying,
    "renewing": renewing,
    "filed": filed,
    "objected": objected,
    "leaving": leaving,
    "closing": closing,
    "gone": gone,
}


def every_action() -> list[str]:
    """The names of all acts of the table."""
    return list(ACTIONS)


def in_utc(text: str) -> datetime:
    """An instant written in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
