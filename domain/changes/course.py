"""The course of a change between the desks: returned, submitted again, withdrawn, extended (Art 26; X01 to X03)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.centre import Centre
from domain.changes.cautions import cautions
from domain.changes.matter import Change, ChangeState
from domain.changes.opinions import KIND, leading_only
from domain.changes.queue import RECTIFICATION, missing_in_rectification, waits_for
from domain.changes.review import under_review
from domain.changes.supervision import unanswered
from domain.days.periods import after_working_days
from domain.fact import Command
from domain.formation.stages import supplement
from domain.matter import Side
from domain.obligations import Status, owed
from domain.practice import WHOLE
from domain.roles import CENTRE_STAFF, COUNCIL, LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.rules import Act, Nothing, rule
from domain.texts import Line, Text

OPEN = (ChangeState.QUEUED, ChangeState.SD_REVIEW, ChangeState.RETURNED, ChangeState.MOST_REVIEW)


class Return(Command):
    """Why the change goes back: every deficiency at once; the decision's reason when there is only one."""

    deficiencies: Annotated[tuple[Line, ...], Field(max_length=100)] = ()


def _says_why(_centre: Centre, act: Act[Return]) -> list[str]:
    told = act.content.deficiencies or act.decision.reason
    return [] if told else ["deficiencies: list everything that is to be corrected, once and completely (一次性告知)"]


@rule(
    "X02",
    "return",
    "Return the change",
    "退回变更补正",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Return,
    faults=_says_why,
)
def return_by_department(centre: Centre, act: Act[Return]) -> Centre:
    """The department sends the change back before it endorses."""
    leading_only(centre, act)
    return return_change(centre, act)


@rule(
    "X03",
    "return",
    "Return the change",
    "退回变更补正",
    "Art 26",
    on=KIND,
    at=[ChangeState.MOST_REVIEW],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Return,
    faults=_says_why,
)
def return_change(centre: Centre, act: Act[Return]) -> Centre:
    """The change goes back to the centre with every deficiency; who returns it too often is told so."""
    change, most = centre.find(Change, act.matter), centre.terms.supplement.max_rounds
    keys = ("change_sd_review", "change_most_decision", *(("co_opinion",) if centre.whole else ()))
    rounds = change.rounds + 1
    often = (f"returned {rounds} times, more than the {most} of policy: decide it",) if rounds > most else ()
    change = change.at(ChangeState.RETURNED, act.on, rounds=rounds, cautions=(*change.cautions, *often))
    after = centre.cancelled(act.matter, *keys, on=act.on).with_matter(change)
    return after.owing(supplement(centre, act.on, Role.CENTRE_LEGAL_REPRESENTATIVE, act.matter))


class Resubmission(Command):
    """What has been corrected or added; the new value itself stays, another one is another application."""

    corrections: Text | None = None
    expert_opinion: Text | None = None
    fits_rectification: Text | None = None
    waiver_document: Line | None = None


def _again(centre: Centre, act: Act[Resubmission]) -> Change:
    added = act.content.model_dump(exclude_none=True, exclude={"corrections"})
    change = centre.find(Change, act.matter).model_copy(update={**added, "heard": ()})
    obstacle = waits_for(centre, change.type) if centre.whole else None
    state = ChangeState.QUEUED if obstacle else ChangeState.SD_REVIEW
    return change.at(state, act.on, waits_for=obstacle, cautions=cautions(centre, change, act.on))


def _complete(centre: Centre, act: Act[Resubmission]) -> list[str]:
    return missing_in_rectification(_again(centre, act)) if centre.state in RECTIFICATION else []


@rule(
    "X01",
    "resubmit_change",
    "Submit the change again",
    "重新提交变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.RETURNED],
    by=(*CENTRE_STAFF, *COUNCIL),
    side=Side.SUBMIT,
    content=Resubmission,
    stricter=_complete,
)
def resubmit_change(centre: Centre, act: Act[Resubmission]) -> Centre:
    """The corrected change is reviewed anew."""
    change = _again(centre, act)
    after = centre.met(act.matter, "supplement", act.on).with_matter(change)
    return after if change.state is ChangeState.QUEUED else under_review(after, change, act.on)


@rule(
    "X01",
    "withdraw_change",
    "Withdraw the change",
    "撤回变更申请",
    "Art 26",
    on=KIND,
    since=WHOLE,
    at=OPEN,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Nothing,
)
def withdraw_change(centre: Centre, act: Act[Nothing]) -> Centre:
    """Before MOST decides, the centre may take its application back; nothing is owed on it any more."""
    change = centre.find(Change, act.matter).at(ChangeState.WITHDRAWN, act.on)
    after = centre.ended(act.matter, Status.CANCELLED, act.on).with_matter(change)
    return unanswered(after, change, act)


class DecisionExtension(Command):
    """Why MOST needs longer; the decision's reason does as well."""

    reason: Text | None = None


def _extendable(centre: Centre, matter: str, today: date) -> str | None:
    term = centre.open_obligation(matter, "change_most_decision")
    if centre.find(Change, matter).extended_on:
        return "the time for the decision has been extended once"
    if term is None or term.due is None or not centre.terms.change.most_extension_wd:
        return "no time runs that could be extended"
    return f"the last day ({term.due}) has passed; it is extended before" if today > term.due else None


def _explained(_centre: Centre, act: Act[DecisionExtension]) -> list[str]:
    return [] if act.content.reason or act.decision.reason else ["reason: tell the centre why it takes longer"]


@rule(
    "X03",
    "extend_change_decision",
    "Extend the time for the decision",
    "延长变更审批期限",
    "Art 26",
    on=KIND,
    since=WHOLE,
    at=[ChangeState.MOST_REVIEW],
    by=(*MINISTRY, *LEADERSHIP),
    side=Side.PREPARE,
    content=DecisionExtension,
    not_yet=_extendable,
    faults=_explained,
)
def extend_change_decision(centre: Centre, act: Act[DecisionExtension]) -> Centre:
    """MOST may take ten working days more, once; silence is no consent, before as after (F.1)."""
    term = centre.open_obligation(act.matter, "change_most_decision")
    if term is None or term.due is None:
        return centre
    n = centre.terms.change.most_extension_wd
    longer = after_working_days(centre.calendar, term.due, n, "the usual last day of the decision")
    change = centre.find(Change, act.matter).model_copy(update={"extended_on": act.on})
    return centre.with_matter(change).owing(owed("change_most_decision", act.matter, longer, act.on))
