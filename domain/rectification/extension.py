"""More time to rectify: asked for in time, granted once and up to the cap (Art 30; R03, R04, G-44)."""

from datetime import date
from typing import Literal

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import before_days, on_day
from domain.evaluation.results import half_way
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.practice import WHOLE
from domain.rectification.matter import Extension, Rectification
from domain.rectification.plan import KIND, RUNNING, away
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, LEADERSHIP
from domain.rules import Act, always, rule
from domain.states import State
from domain.texts import Text

PERIOD = "rectification_period"
OVERRIDE = "only MOST leadership may still extend: decide_extension with override, a reason and a document number"


class ExtensionRequest(Command):
    """Why the time does not suffice, and until when more is asked for (R03)."""

    cause: Text | None = None
    until: Day | None = None
    sd_opinion: Text | None = None


def _exhausted(centre: Centre, matter: Rectification) -> str | None:
    most, period = centre.terms.rectification.extension_max, centre.obligation(matter.key, PERIOD)
    if matter.extensions >= most:
        return f"extended {matter.extensions} times, of {most} at most; {OVERRIDE}"
    if period and period.raw_due and period.raw_due >= matter.cap_date:
        return f"the last day ({period.raw_due}) has reached the cap ({matter.cap_date}); {OVERRIDE}"
    return None


def _too_late(centre: Centre, matter: Rectification, on: date) -> str | None:
    period, lead = centre.open_obligation(matter.key, PERIOD), centre.terms.rectification.extension_lead_days
    if period is None or period.due is None:
        return "the rectification has no last day that could be moved"
    last = before_days(period.due, lead, "the last day").due
    if on <= last:
        return None
    return f"it was to be asked for by {last}, {lead} days before the last day {period.due} (G-44); {OVERRIDE}"


def _may_ask(centre: Centre, key: str, today: date) -> str | None:
    matter = centre.find(Rectification, key)
    asked = f"the extension asked for on {matter.asked.requested_on} waits for leadership" if matter.asked else None
    elsewhere = away(centre, key, State.RECTIFYING)
    return elsewhere or asked or _exhausted(centre, matter) or _too_late(centre, matter, today)


def _asked_faults(centre: Centre, act: Act[ExtensionRequest]) -> list[str]:
    return _day_faults(centre, act.matter, act.content.until, "until") if act.content.until else []


def _unexplained(_centre: Centre, act: Act[ExtensionRequest]) -> bool:
    return act.content.cause is None


@rule(
    "R03",
    "request_extension",
    "Ask for an extension",
    "申请延长整改期限",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=RUNNING,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=ExtensionRequest,
    not_yet=_may_ask,
    faults=_asked_faults,
    reason=_unexplained,
)
def request_extension(centre: Centre, act: Act[ExtensionRequest]) -> Centre:
    """The centre asks, through its department, thirty days before the last day at the latest; a backward count."""
    cause = act.content.cause or act.decision.reason
    asked = Extension(requested_on=act.on, cause=cause, until=act.content.until)
    matter = centre.find(Rectification, act.matter).model_copy(update={"extension": asked})
    why = "the centre asks for more time to rectify"
    return centre.with_matter(matter).owing(owed("extension_decision", act.matter, None, act.on, why=why))


class ExtensionDecision(Command):
    """Leadership's decision; up to the cap when no day is named, beyond it only by an override (R04)."""

    outcome: Literal["approve", "reject"] = "approve"
    new_deadline: Day | None = None
    override: bool = False
    override_reason: Text | None = None


def _asked_or_overridden(centre: Centre, act: Act[ExtensionDecision]) -> None:
    asked, overridden = centre.find(Rectification, act.matter).asked, act.content.override
    if asked is None and (act.content.outcome == "reject" or not overridden):
        raise Refused(
            Code.WRONG_STATE,
            "No extension has been asked for in time; leadership may grant one of its own accord only with"
            " override: true, a reason and a document number (G-44).",
        )


def _day_faults(centre: Centre, key: str, day: date, field: str, beyond: bool = False) -> list[str]:
    matter, period = centre.find(Rectification, key), centre.obligation(key, PERIOD)
    if period and period.raw_due and day <= period.raw_due:
        return [f"{field}: {day} lies no later than the present last day ({period.raw_due})"]
    if not beyond and day > centre.calendar.roll(matter.cap_date):
        return [f"{field}: {day} lies beyond the cap ({matter.cap_date}); leadership may go beyond it with override"]
    return []


def _decision_faults(centre: Centre, act: Act[ExtensionDecision]) -> list[str]:
    _asked_or_overridden(centre, act)
    if act.content.outcome == "reject":
        return []
    day = _new_day(centre, act)
    past = [f"new_deadline: {day} lies before the decision of {act.on}"] if day < act.on else []
    return past + _day_faults(centre, act.matter, day, "new_deadline", beyond=act.content.override)


def _new_day(centre: Centre, act: Act[ExtensionDecision]) -> date:
    return act.content.new_deadline or centre.find(Rectification, act.matter).cap_date


def _needs_reason(_centre: Centre, act: Act[ExtensionDecision]) -> bool:
    exceptional = act.content.override or act.content.outcome == "reject"
    return exceptional and act.content.override_reason is None


def _rectifying(centre: Centre, matter: str, _today: date) -> str | None:
    return away(centre, matter, State.RECTIFYING)


@rule(
    "R04",
    "decide_extension",
    "Decide on the extension",
    "决定是否延长整改期限",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=RUNNING,
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=ExtensionDecision,
    not_yet=_rectifying,
    faults=_decision_faults,
    document=always,
    reason=_needs_reason,
)
def decide_extension(centre: Centre, act: Act[ExtensionDecision]) -> Centre:
    """Granted, the last day moves and nothing else; refused, it stands."""
    matter, outcome = centre.find(Rectification, act.matter), act.content.outcome
    facts = {"decided_on": act.on, "outcome": outcome, "document_number": act.decision.document_number}
    decided = (matter.asked or Extension()).model_copy(update={**facts, "override": act.content.override})
    after = centre.met(act.matter, "extension_decision", act.on)
    if outcome == "reject":
        return after.with_matter(matter.model_copy(update={"extension": decided}))
    return _extended(after, matter, decided.model_copy(update={"new_deadline": _new_day(centre, act)}), act.on)


def _extended(centre: Centre, matter: Rectification, granted: Extension, on: date) -> Centre:
    end = on_day(centre.calendar, granted.new_deadline or on, "the extended last day of the rectification")
    new = {"extension": granted, "extensions": matter.extensions + 1, "deadline": end.due}
    after = centre.with_matter(matter.model_copy(update=new)).cancelled(matter.key, "inspection_sla", on=on)
    return after.owing(owed(PERIOD, matter.key, end, on), *_half_way_anew(after, matter, end.raw_due, on))


def _half_way_anew(centre: Centre, matter: Rectification, last: date, on: date) -> tuple[Obligation, ...]:
    """The mid-term check moves with the last day unless it is done or late already."""
    check, day = centre.open_obligation(matter.key, "rectification_midterm"), half_way(matter.delivered_on, last)
    if check is None or check.due is None or check.due < on:
        return ()
    return (owed("rectification_midterm", matter.key, day, on),)
