"""What becomes of a change: endorsement or not, approval, rejection (Arts 6.2, 26; X02, X03)."""

from datetime import date

from domain.centre import Centre
from domain.changes.effects import in_effect
from domain.changes.matter import Change, ChangeState
from domain.changes.opinions import KIND, all_consent, leading_only
from domain.changes.queue import RECTIFICATION, REORGANISATION, waits_for
from domain.content import Day
from domain.days.periods import after_working_days
from domain.fact import Command
from domain.matter import Side
from domain.names import is_document_number
from domain.obligations import owed
from domain.roles import LEADERSHIP, SUPERVISION
from domain.rules import Act, Nothing, always, rule
from domain.texts import Line, Text


class Endorsement(Command):
    """The leading department's word on the change, when it has one (Art 8.3)."""

    opinion: Text | None = None


@rule(
    "X02",
    "endorse",
    "Endorse the change",
    "审核同意变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Endorsement,
    not_yet=all_consent,
)
def endorse(centre: Centre, act: Act[Endorsement]) -> Centre:
    """The change goes on to MOST; no silence ever counts as consent. Of several departments the leading one acts."""
    leading_only(centre, act)
    terms, change = centre.terms.change, centre.find(Change, act.matter)
    due = after_working_days(centre.calendar, act.on, terms.most_wd, "the endorsement")
    latest = (
        centre.calendar.working_days_after(due.due, terms.most_extension_wd) if terms.most_extension_wd else due.due
    )
    said = (f"{act.decision.by.organisation}: {act.content.opinion}",) if act.content.opinion else ()
    facts = {"latest_decision": latest, "opinions": (*change.opinions, *said)}
    after = centre.met(act.matter, "change_sd_review", act.on)
    after = after.with_matter(change.at(ChangeState.MOST_REVIEW, act.on, **facts))
    return after.owing(owed("change_most_decision", act.matter, due, act.on))


@rule(
    "X02",
    "not_endorse",
    "Do not endorse the change",
    "审核不同意变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
    reason=always,
)
def not_endorse(centre: Centre, act: Act[Nothing]) -> Centre:
    """The request ends with the supervising department."""
    leading_only(centre, act)
    change = centre.find(Change, act.matter).at(ChangeState.NOT_ENDORSED, act.on)
    return (
        centre.met(act.matter, "change_sd_review", act.on)
        .cancelled(act.matter, "co_opinion", on=act.on)
        .with_matter(change)
    )


class ChangeApproval(Command):
    """MOST's approval; the change takes effect from that day, at once when none is given."""

    effective_from: Day | None = None
    waiver_document: Line | None = None


def _free_to_run(centre: Centre, matter: str, _today: date) -> str | None:
    obstacle = waits_for(centre, centre.find(Change, matter).type) if centre.whole else None
    return f"the change waits for {obstacle} (B.13)" if obstacle else None


def _waived(centre: Centre, act: Act[ChangeApproval]) -> list[str]:
    change = centre.find(Change, act.matter)
    number = act.content.waiver_document or change.waiver_document
    if number and not is_document_number(number):
        return ["waiver_document: is no document number (文号) such as 国科发区〔2026〕1号"]
    needed = change.type in REORGANISATION and centre.state in RECTIFICATION and not number
    return ["waiver_document: while the centre rectifies, this needs a waiver of MOST leadership"] if needed else []


@rule(
    "X03",
    "approve",
    "Approve the change",
    "批准变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.MOST_REVIEW],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=ChangeApproval,
    not_yet=_free_to_run,
    stricter=_waived,
    document=always,
)
def approve(centre: Centre, act: Act[ChangeApproval]) -> Centre:
    """The change is approved; master data follow on its day (X04)."""
    change = centre.find(Change, act.matter)
    day = act.content.effective_from or act.on
    waiver = act.content.waiver_document or change.waiver_document
    facts = {"effective_from": day, "document_number": act.decision.document_number, "waiver_document": waiver}
    change = change.at(ChangeState.APPROVED, act.on, **facts)
    after = (
        centre.met(act.matter, "change_most_decision", act.on)
        .cancelled(act.matter, "co_opinion", on=act.on)
        .with_matter(change)
    )
    return in_effect(after, change, act.on) if day <= act.on else after


@rule(
    "X03",
    "reject",
    "Reject the change",
    "不予批准变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.MOST_REVIEW],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Nothing,
    document=always,
    reason=always,
)
def reject(centre: Centre, act: Act[Nothing]) -> Centre:
    """The change is not approved."""
    change = centre.find(Change, act.matter).at(
        ChangeState.REJECTED, act.on, document_number=act.decision.document_number
    )
    after = centre.met(act.matter, "change_most_decision", act.on).with_matter(change)
    return after.cancelled(act.matter, "co_opinion", on=act.on) if centre.whole else after
