"""What an application for a change carries: its type, its new value, its papers (Art 26; B.8, C.7)."""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from domain.content import CodeOverride, CreditCoded, Day, Uscc
from domain.credit_code import fault_of_credit_code
from domain.decisions import faults_of
from domain.fact import Command
from domain.texts import JsonValue, Line, Slug, Text

ChangeType = Literal[
    "name",
    "registered_place",
    "legal_representative_or_director",
    "lead_entity",
    "member_composition",
    "rd_direction",
    "development_goals",
    "organisation_structure",
    "institute_add_close",
    "plan_targets",
    "merger",
    "split",
    "supervising_department",
    "voluntary_exit",
]
Division = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{5}$")]
Names = Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]


class NewName(Command):
    """A new name (Art 32); the English one stays when it is not given."""

    name_zh: Line
    name_en: Line | None = None


class NewLead(Command):
    """The new lead entity; its credit code is checked unless a certificate is shown (C.1.2)."""

    name: Line
    uscc: Uscc | None = None
    uscc_override: CodeOverride | None = None

    @model_validator(mode="after")
    def _code_is_right(self) -> "NewLead":
        fault = fault_of_credit_code(self.uscc) if self.uscc else None
        if fault and self.uscc_override is None:
            raise ValueError(f"uscc: {fault}; show the certificate in uscc_override.evidence if it is so printed")
        return self


class NewEntity(CreditCoded):
    """The legal entity in its new form, such as a company that was a public institution (G-28)."""

    legal_entity_name: Line
    legal_entity_type: Literal["public_institution", "company", "private_non_enterprise", "other"]
    entity_registered_on: Day | None = None


class NewPerson(Command):
    """Who comes into office, as legal representative or as director (Art 18)."""

    office: Literal["legal_representative", "director"]
    name: Line


class InstituteChange(Command):
    """An institute opened, closed or moved (Art 13.5)."""

    action: Literal["add", "close", "relocate"]
    name: Line
    place: Line | None = None


class MergerPlan(Command):
    """With which centres it merges, and which one goes on under its own number (B.12)."""

    partners: Names
    survivor: Line | None = None


class SplitPlan(Command):
    """Into which centres it splits, and which one goes on, if any does (B.12)."""

    into: Names
    survivor: Line | None = None


VALUES = {
    "name": "new_name",
    "registered_place": "new_place",
    "legal_representative_or_director": "new_person",
    "lead_entity": "new_lead",
    "member_composition": "members",
    "organisation_structure": "entity",
    "institute_add_close": "institute",
    "merger": "merger",
    "split": "split",
    "supervising_department": "supervising_departments",
}
LONGEST = 4000
TEXTS = {"name": "name_zh", "registered_place": None, "lead_entity": "name"}


def _said(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        value = value.strip()
        if len(value) > LONGEST:
            raise ValueError(f"should have at most {LONGEST} characters")
    elif not isinstance(value, dict | list | None):
        raise ValueError("should be a text, or the value in its parts")
    return value


class ChangeRequest(Command):
    """A written application to change a major matter, with the council's resolution (Art 26)."""

    type: ChangeType
    application_document: Line
    council_resolution: Line
    resolved_on: Day | None = None
    attribute: Line | None = None
    old_value: JsonValue = None
    new_value: Annotated[JsonValue, AfterValidator(_said)] = None
    new_name: NewName | None = None
    new_place: Line | None = None
    new_place_code: Division | None = None
    new_person: NewPerson | None = None
    new_lead: NewLead | None = None
    members: Annotated[tuple[JsonValue, ...], Field(min_length=1, max_length=200)] | None = None
    entity: NewEntity | None = None
    institute: InstituteChange | None = None
    merger: MergerPlan | None = None
    split: SplitPlan | None = None
    supervising_departments: Annotated[tuple[Slug, ...], Field(max_length=20)] | None = None
    reason: Text | None = None
    expert_opinion: Text | None = None
    planned_effective_on: Day | None = None
    already_executed: bool = False
    affected_documents: Annotated[tuple[Line, ...], Field(max_length=100)] = ()
    fits_rectification: Text | None = None
    waiver_document: Line | None = None

    @model_validator(mode="after")
    def _in_its_field(self) -> "ChangeRequest":
        """A generic `new_value` that is structured, or whose text says all, is read as the field of its type."""
        if self.new_value is None or self.type not in VALUES or getattr(self, self.field) is not None:
            return self
        given = _structured(self.type, self.new_value)
        return self if given is None else self.model_copy(update={self.field: _read(self, given)})

    @property
    def field(self) -> str:
        """The field in which the new value of this type stands, for those who left it out."""
        return VALUES.get(self.type, "new_value")

    @property
    def value(self) -> JsonValue:
        """The new value, as it is kept."""
        specific = getattr(self, self.field)
        shown: JsonValue = self.model_dump(mode="json", exclude_none=True).get(self.field if specific else "new_value")
        return shown


def _structured(kind: str, value: JsonValue) -> JsonValue:
    if kind == "supervising_department" and isinstance(value, str):
        return [value]
    if isinstance(value, str) and kind in TEXTS:
        part = TEXTS[kind]
        return {part: value} if part else value
    return None if isinstance(value, str) else value


def _read(request: ChangeRequest, given: JsonValue) -> Any:
    papers = request.model_dump(include={"type", "application_document", "council_resolution"})
    content = json.dumps({**papers, request.field: given})
    try:
        return getattr(ChangeRequest.model_validate_json(content, strict=True), request.field)
    except ValidationError as error:
        raise ValueError("; ".join(faults_of(error))) from None
