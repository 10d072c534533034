"""I05: the subject may ask for a review within the window; then the case is closed (B.9)."""

from datetime import date

from domain.fact import Command
from domain.integrity.case import Case, Review
from domain.integrity.handling import Handlings, burdens, handled
from domain.integrity.investigating import OFFICER
from domain.integrity.rules import CaseAct, case_rule
from domain.integrity.states import AFTER_HANDLING, CaseState, ReviewOutcome
from domain.integrity.subjects import SPEAKERS, is_the_subject, speakers
from domain.matter import Side
from domain.obligations import Status, owed
from domain.roles import LEADERSHIP
from domain.texts import Text


class ReviewRequest(Command):
    """On what grounds a review is asked."""

    grounds: Text | None = None


class ReviewDecision(Command):
    """What the review comes to; a changed handling is given whole."""

    outcome: ReviewOutcome
    handling: Handlings | None = None
    reason: Text | None = None


class Closing(Command):
    """A note on the closing of the case, for the record alone."""

    note: Text | None = None


def review_of(case: Case) -> Review:
    """The review of the handling; there is one as soon as the handling is decided."""
    if case.review is None:
        raise ValueError("no handling has been decided")
    return case.review


def _in_the_window(case: Case, on: date) -> str | None:
    review = review_of(case)
    if review.outcome is not None:
        return "the handling has been reviewed once already"
    return f"the time for asking a review ended on {review.until}" if on > review.until else None


def _not_the_subject(case: Case, act: CaseAct[ReviewRequest]) -> str | None:
    return None if is_the_subject(case, act.person) else "only the subject of the case may ask for its review"


@case_rule(
    "I05",
    "request_review",
    "Ask for a review",
    "申请复查",
    at=[CaseState.HANDLING_DECIDED],
    by=[role for roles in SPEAKERS.values() for role in roles],
    among=speakers,
    side=Side.SUBMIT,
    content=ReviewRequest,
    not_yet=_in_the_window,
    barred=_not_the_subject,
)
def request_review(case: Case, act: CaseAct[ReviewRequest]) -> Case:
    """I05: asked by the subject in the window; administrative reconsideration is another way and stays open."""
    asked = review_of(case).model_copy(update={"requested_on": act.on, "grounds": act.content.grounds})
    met = case.met("integrity_review_window", act.on).ended(Status.CANCELLED, act.on)
    return met.moved(CaseState.REVIEW_REQUESTED, act.on, review=asked).owing(
        owed("integrity_review", case.key, None, act.on)
    )


def _undecided(case: Case, _on: date) -> str | None:
    return "the review has been decided already" if review_of(case).outcome else None


def _whole(case: Case, act: CaseAct[ReviewDecision]) -> list[str]:
    content = act.content
    if content.outcome is ReviewOutcome.CHANGED and content.handling is None:
        return ["handling: say which handling applies after the change"]
    if content.outcome is ReviewOutcome.UPHELD and content.handling is not None:
        return ["handling: an upheld handling stays as it is; leave the field out"]
    return burdens(case, content.handling or ())


@case_rule(
    "I05",
    "decide_review",
    "Decide the review",
    "作出复查决定",
    at=[CaseState.REVIEW_REQUESTED],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=ReviewDecision,
    not_yet=_undecided,
    faults=_whole,
    document=True,
    reason=True,
)
def decide_review(case: Case, act: CaseAct[ReviewDecision]) -> Case:
    """I05: upheld or changed; a changed handling asks anew what is to be decided elsewhere."""
    content = act.content
    answered = review_of(case).model_copy(update={"outcome": content.outcome, "decided_on": act.on})
    reviewed = case.with_(review=answered).met("integrity_review", act.on)
    changed = handled(reviewed, content.handling, act) if content.handling else reviewed
    return changed.owing(owed("integrity_closure", case.key, None, act.on))


def _nothing_pending(case: Case, on: date) -> str | None:
    review = review_of(case)
    if case.state is CaseState.REVIEW_REQUESTED:
        return None if review.outcome else "the review that was asked for is not decided"
    return f"the subject may ask for a review until {review.until}" if on <= review.until else None


@case_rule(
    "I05",
    "close_case",
    "Close the case",
    "结案",
    at=AFTER_HANDLING,
    by=OFFICER,
    side=Side.INSPECT,
    content=Closing,
    not_yet=_nothing_pending,
)
def close_case(case: Case, act: CaseAct[Closing]) -> Case:
    """B.9: closed once the time for a review has ended or the review is decided; what was asked elsewhere goes on."""
    return case.met("integrity_closure", act.on).ended(Status.CANCELLED, act.on).moved(CaseState.CLOSED, act.on)
