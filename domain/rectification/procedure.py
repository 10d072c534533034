"""Rectification within a time limit: half way, and reported complete (Art 30; R02, R05, R06, G-42)."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import after_days
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.rectification.matter import Issue, Midterm, Rectification, RectificationState
from domain.rectification.plan import KIND, RUNNING
from domain.roles import CENTRE_STAFF, SUPERVISION
from domain.rules import Act, rule
from domain.texts import Line, Text


class Check(Command):
    """What the department saw half way."""

    finding: Text | None = None


@rule(
    "R02",
    "midterm_check",
    "Check half way",
    "整改中期检查",
    "Art 30",
    on=KIND,
    at=RUNNING,
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Check,
)
def midterm_check(centre: Centre, act: Act[Check]) -> Centre:
    """The department reports to MOST; nothing follows in law."""
    matter = centre.find(Rectification, act.matter)
    seen = Midterm(on=act.on, person=act.person, finding=act.content.finding)
    after = centre.with_matter(matter.model_copy(update={"midterm": (*matter.midterm, seen)}))
    return after.met(act.matter, "rectification_midterm", act.on)


class ClosedIssue(Command):
    """How one finding ended: done on a day, or explained (C.6)."""

    finding: Line
    done_on: Day | None = None
    explanation: Text | None = None
    evidence: Line | None = None

    @model_validator(mode="after")
    def _closed_or_explained(self) -> "ClosedIssue":
        if self.done_on is None and self.explanation is None:
            raise ValueError("done_on: say when the finding was closed, or give an explanation (C.6)")
        return self


class Completion(Command):
    """The completion report, with the supervising department's opinion."""

    report: Text
    sd_opinion: Text | None = None
    issues: Annotated[tuple[ClosedIssue, ...], Field(max_length=100)] = ()


def _issues_left(centre: Centre, act: Act[Completion]) -> list[str]:
    told = {issue.finding for issue in act.content.issues}
    early = [f"issues.{n}.done_on: lies after {act.on}" for n, i in enumerate(act.content.issues) if _ahead(i, act.on)]
    if not told:
        return early
    left = [i.finding for i in centre.find(Rectification, act.matter).issues if i.finding not in told]
    return early + [f"issues: the finding {finding!r} of the plan is neither closed nor explained" for finding in left]


def _ahead(issue: ClosedIssue, on: date) -> bool:
    return issue.done_on is not None and issue.done_on > on


@rule(
    "R05",
    "submit_completion",
    "Submit the completion",
    "提交整改报告",
    "Art 30",
    on=KIND,
    at=RUNNING,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Completion,
    stricter=_issues_left,
)
def submit_completion(centre: Centre, act: Act[Completion]) -> Centre:
    """The rectification is reported complete; an early one may be inspected early (G-42)."""
    matter = centre.find(Rectification, act.matter)
    facts = {"completed_on": act.on, "issues": _closed(matter.issues, act.content.issues)}
    matter = matter.at(RectificationState.REPORT_SUBMITTED, act.on, **facts)
    after = centre.met(act.matter, "rectification_period", act.on)
    after = after.cancelled(
        act.matter, "rectification_plan_due", "rectification_midterm", "extension_decision", on=act.on
    )
    return inspection_due(after.with_matter(matter), act.matter, act.on)


def _closed(planned: tuple[Issue, ...], told: tuple[ClosedIssue, ...]) -> tuple[Issue, ...]:
    ends = {issue.finding: issue.model_dump() for issue in told}
    known = tuple(issue.model_copy(update=ends.pop(issue.finding, {})) for issue in planned)
    return (*known, *(Issue(**end) for end in ends.values()))


def inspection_due(centre: Centre, matter: str, on: date) -> Centre:
    """MOST's time to inspect, counted from the last day of the rectification; unchanged when it runs already (R06)."""
    period = centre.obligation(matter, "rectification_period")
    if period is None or period.due is None or centre.open_obligation(matter, "inspection_sla"):
        return centre
    n = centre.terms.rectification.inspection_days
    deadline = after_days(centre.calendar, period.due, n, "the last day of the rectification")
    return centre.owing(owed("inspection_sla", matter, deadline, on))
