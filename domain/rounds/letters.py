"""What a round sends to one centre, and the centre's answer: each recorded once (A01, O01)."""

from datetime import datetime

from pydantic import JsonValue

from domain.decisions import Decision
from domain.evaluation.matter import EvaluationState
from domain.fact import Fact
from domain.refusals import Code
from domain.rounds.book import Member, RoundBook
from domain.rounds.states import NO_ANSWER, Outcome, RoundKind

ACTS = {RoundKind.ANNUAL_REPORT: "open_report", RoundKind.EVALUATION: "open_evaluation"}
LONGEST = 300


class Letter(Fact):
    """One decision to be handed to one centre."""

    code: str
    kind: RoundKind
    year: int
    decision: Decision


class Answer(Fact):
    """What became of a letter."""

    code: str
    status: Outcome
    why: str | None = None
    sentence: str | None = None


def letter_to(book: RoundBook, code: str) -> Letter:
    """The letter to this centre: the decision of the officer who called it, of that day, with an id of its own."""
    member = book.members[code]
    call = book.calls[member.call]
    decision = Decision(
        decision_id=f"round.{book.kind}.{book.year}:{code}",
        action=ACTS[book.kind],
        by=call.by,
        decided_on=call.on,
        document_number=call.document_number,
        content=_content(book, code, member),
    )
    return Letter(code=code, kind=book.kind, year=book.year, decision=decision)


def _content(book: RoundBook, code: str, member: Member) -> dict[str, JsonValue]:
    terms = book.calls[member.terms]
    if book.kind is RoundKind.EVALUATION:
        return {"evaluator": terms.evaluator_of(code), "round": f"{book.kind}/{book.year}"}
    days = {"centre_due": terms.centre_due, "supervising_due": terms.supervising_due}
    said: dict[str, JsonValue] = {name: day.isoformat() for name, day in days.items() if day}
    number = book.calls[member.call].document_number
    return {"year": book.year, **said, **({"notice": number} if number else {})}


def answered(book: RoundBook, answer: Answer, now: datetime) -> RoundBook:
    """The round after the answer; an answer that is known already, or that nobody awaits, changes nothing."""
    member = book.members.get(answer.code)
    if member is None or member.status is not Outcome.PENDING:
        return book
    sentence = answer.sentence[:LONGEST] if answer.sentence else None
    facts = {"status": answer.status, "code": answer.why, "sentence": sentence, "at": now}
    members = {**book.members, answer.code: member.model_copy(update=facts)}
    return book.with_(members=members, revision=book.revision + 1)


def silence_of(code: str) -> Answer:
    """What is recorded of a centre that gives no answer: whether it has taken the decision is not known."""
    sentence = "no answer; whether the decision was taken is unknown: retry_round sends the very same one again"
    return Answer(code=code, status=Outcome.UNREACHABLE, why=NO_ANSWER, sentence=sentence)


def is_open_already(letter: Letter, why: Code, matters: dict[str, dict[str, JsonValue]]) -> bool:
    """Whether a refusing centre has open already what the round would open: the year's report, an evaluation."""
    if letter.kind is RoundKind.ANNUAL_REPORT:
        dated = {"centre_due", "supervising_due"} & set(letter.decision.content)
        return f"{letter.kind}/{letter.year}" in matters and not dated
    return why is Code.WRONG_STATE and any(_goes_on(matter) for matter in matters.values())


def _goes_on(matter: dict[str, JsonValue]) -> bool:
    return matter.get("kind") == "evaluation" and not EvaluationState(str(matter["state"])).final
