"""A refusal: why a decision was not taken, as a code for programs and a sentence for officials."""

from enum import StrEnum


class Code(StrEnum):
    """The kind of a refusal (the public contract's list)."""

    MALFORMED = "MALFORMED"
    UNKNOWN_ACTION = "UNKNOWN_ACTION"
    UNKNOWN_MATTER = "UNKNOWN_MATTER"
    WRONG_STATE = "WRONG_STATE"
    WRONG_ROLE = "WRONG_ROLE"
    SEPARATION_OF_DUTIES = "SEPARATION_OF_DUTIES"
    INVALID_CONTENT = "INVALID_CONTENT"
    DOCUMENT_NUMBER_REQUIRED = "DOCUMENT_NUMBER_REQUIRED"
    REASON_REQUIRED = "REASON_REQUIRED"
    FUTURE_DATE = "FUTURE_DATE"
    DUPLICATE_ID = "DUPLICATE_ID"
    CENTRE_EXITED = "CENTRE_EXITED"


class Refused(Exception):
    """A decision is refused. `code` tells programs which rule was broken; the text tells an official what to do."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def invalid(faults: list[str]) -> Refused:
    """A refusal that names every fault of the content, field by field."""
    return Refused(
        Code.INVALID_CONTENT, "The content has faults: " + "; ".join(fault.rstrip(".") for fault in faults) + "."
    )
