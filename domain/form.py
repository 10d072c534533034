"""The form of every decision, whatever it is taken on: its id, its day, its content, its number, no secrets."""

import json
from datetime import date
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from domain.decisions import Decision, Receipt, faults_of
from domain.names import is_document_number
from domain.particulars import Receipted
from domain.refusals import Code, Refused, invalid
from domain.secrecy import secrecy_faults

EXAMPLE = "国科发区〔2026〕1号"

C = TypeVar("C", bound=BaseModel)


class Titled(Protocol):
    """What a refusal says of an act: its name in both languages."""

    @property
    def action(self) -> str:
        """The name of the act."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""


def receipt_of(decision: Decision, kept: Receipted) -> Receipt:
    """The receipt of a decision taken; the same again. Raises `Refused` (DUPLICATE_ID) for another content (G-61)."""
    if kept.digest != decision.digest:
        raise Refused(
            Code.DUPLICATE_ID,
            f"The id {decision.decision_id} already belongs to another decision; give this one an id of its own.",
        )
    return Receipt(
        decision_id=decision.decision_id,
        matter=kept.matter,
        state=kept.state,
        revision=kept.revision,
        recorded_at=kept.at,
    )


def governing_day(decision: Decision, today: date) -> date:
    """The day that governs periods (G-59). Raises `Refused` for a day to come, or one that cannot be right."""
    on = decision.decided_on or today
    if on > today:
        raise Refused(Code.FUTURE_DATE, f"decided_on {on} lies in the future; today is {today} in Asia/Shanghai.")
    if on.year < 1949:
        raise invalid([f"decided_on: {on} cannot be right"])
    return on


def content_of(model: type[C], decision: Decision) -> C:
    """The content in its form. Raises `Refused` (INVALID_CONTENT) naming every fault, field by field."""
    try:
        return model.model_validate_json(json.dumps(decision.content), strict=True)
    except ValidationError as error:
        raise invalid(faults_of(error)) from None


def nothing_secret(decision: Decision) -> None:
    """No state secret enters (G-65). Raises `Refused` (INVALID_CONTENT)."""
    if faults := secrecy_faults(decision):
        raise invalid(faults)


def reason_is_there(act: Titled, reason: str | None) -> None:
    """Raises `Refused` (REASON_REQUIRED) when the act lacks its reason."""
    if not reason:
        raise Refused(
            Code.REASON_REQUIRED, f"{act.action} ({act.zh}) needs a reason here; give it in the field reason."
        )


def number_is_there(act: Titled, number: str | None, *, of_any_form: bool = False) -> None:
    """Raises `Refused` when a decision of MOST lacks its document number (B.0 rule 2), or has none of its form."""
    if not number:
        raise Refused(
            Code.DOCUMENT_NUMBER_REQUIRED,
            f"{act.action} ({act.zh}) is a decision of MOST and needs its document number (文号), such as {EXAMPLE}.",
        )
    if not of_any_form and not is_document_number(number):
        raise invalid([f"document_number: is no document number (文号) such as {EXAMPLE}"])
