"""What becomes of a change: opinion, endorsement, return, approval (Art 26; X02, X03)."""

from typing import Annotated, Any

from pydantic import Field

from domain.centre import Centre
from domain.changes.effects import in_effect
from domain.changes.matter import Change, ChangeState
from domain.changes.request import KIND, under_review
from domain.content import Day
from domain.days.periods import after_working_days
from domain.fact import Command
from domain.formation.stages import supplement
from domain.matter import Side
from domain.obligations import owed
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, COUNCIL, LEADERSHIP, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.texts import Line, Text


class CoOpinion(Command):
    """What another supervising department thinks (G-21)."""

    opinion: Text


@rule(
    "X02",
    "give_opinion",
    "Give the other department's opinion",
    "共同主管部门意见",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=CoOpinion,
)
def give_opinion(centre: Centre, act: Act[CoOpinion]) -> Centre:
    """A department that does not lead is heard; its silence is recorded as no opinion."""
    organisation = act.decision.by.organisation
    if organisation not in centre.supervising_departments[1:]:
        raise Refused(
            Code.WRONG_ROLE,
            f"{organisation} is not one of the other supervising departments; the leading one endorses.",
        )
    change = centre.find(Change, act.matter)
    change = change.model_copy(update={"opinions": (*change.opinions, f"{organisation}: {act.content.opinion}")})
    return centre.met(act.matter, "co_opinion", act.on).with_matter(change)


def _leading(centre: Centre, act: Act[Any]) -> None:
    organisation = act.decision.by.organisation
    if organisation in centre.supervising_departments[1:]:
        raise Refused(
            Code.WRONG_ROLE,
            f"{organisation} gives its opinion (give_opinion); {centre.supervising_departments[0]} leads and reviews.",
        )


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
    content=Nothing,
)
def endorse(centre: Centre, act: Act[Nothing]) -> Centre:
    """The change goes on to MOST; no silence ever counts as consent. Of several departments the leading one acts."""
    _leading(centre, act)
    terms = centre.terms.change
    due = after_working_days(centre.calendar, act.on, terms.most_wd, "the endorsement")
    latest = (
        centre.calendar.working_days_after(due.due, terms.most_extension_wd) if terms.most_extension_wd else due.due
    )
    change = centre.find(Change, act.matter).at(ChangeState.MOST_REVIEW, act.on, latest_decision=latest)
    after = centre.met(act.matter, "change_sd_review", act.on).with_matter(change)
    return after.owing(owed("change_most_decision", act.matter, due, act.on))


class Return(Command):
    """Why the change goes back."""

    deficiencies: Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]


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
)
def return_by_department(centre: Centre, act: Act[Return]) -> Centre:
    """The department sends the change back before it endorses."""
    _leading(centre, act)
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
)
def return_change(centre: Centre, act: Act[Return]) -> Centre:
    """The change goes back to the centre with every deficiency."""
    change = centre.find(Change, act.matter)
    after = centre.cancelled(act.matter, "change_sd_review", "change_most_decision", on=act.on)
    after = after.with_matter(change.at(ChangeState.RETURNED, act.on, rounds=change.rounds + 1))
    return after.owing(supplement(centre, act.on, Role.CENTRE_LEGAL_REPRESENTATIVE, act.matter))


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
    content=Nothing,
)
def resubmit_change(centre: Centre, act: Act[Nothing]) -> Centre:
    """The corrected change is reviewed anew."""
    change = centre.find(Change, act.matter).at(ChangeState.SD_REVIEW, act.on)
    return under_review(centre.met(act.matter, "supplement", act.on).with_matter(change), act.matter, act.on)


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
    _leading(centre, act)
    change = centre.find(Change, act.matter).at(ChangeState.NOT_ENDORSED, act.on)
    return (
        centre.met(act.matter, "change_sd_review", act.on)
        .cancelled(act.matter, "co_opinion", on=act.on)
        .with_matter(change)
    )


class ChangeApproval(Command):
    """MOST's approval; the change takes effect from that day, at once when none is given."""

    effective_from: Day | None = None


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
    document=always,
)
def approve(centre: Centre, act: Act[ChangeApproval]) -> Centre:
    """The change is approved; master data follow on its day (X04)."""
    change = centre.find(Change, act.matter)
    day = act.content.effective_from or act.on
    change = change.at(ChangeState.APPROVED, act.on, effective_from=day, document_number=act.decision.document_number)
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
    return centre.met(act.matter, "change_most_decision", act.on).with_matter(change)
