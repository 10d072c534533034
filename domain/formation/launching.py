"""What an operator launches: candidates by their route, and centres of long standing (Arts 6.2, 12, 16; G-62)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from domain.content import Day
from domain.credit_code import fault_of_credit_code
from domain.fact import Command
from domain.names import faults_of_name_en, faults_of_name_zh
from domain.roles import Role
from domain.states import Grade, Kind, Route
from domain.texts import Line, Slug, Text

CODE = r"^[a-z0-9-]{3,40}$"
Code = Annotated[str, StringConstraints(pattern=CODE)]
Year = Annotated[int, Field(ge=1949, le=2199)]


class Person(Command):
    """Who may act: a person of an organisation and the roles held there (D.1)."""

    person: Slug
    organisation: Slug
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=30)]


class LeadEntity(Command):
    """The construction body (建设主体单位); its credit code is checked unless a certificate is named (C.1.2)."""

    name: Line
    uscc: Line | None = None
    uscc_override: Line | None = None

    @model_validator(mode="after")
    def _code_is_right(self) -> "LeadEntity":
        fault = fault_of_credit_code(self.uscc) if self.uscc else None
        if fault and self.uscc_override is None:
            raise ValueError(f"uscc: {fault}; name the certificate in uscc_override if it is so printed")
        return self


class LegacyApproval(Command):
    """The decision of long ago that formed the centre, as far as it is known."""

    document_number: Line | None = None
    decided_on: Day | None = None
    form: Literal["reply", "letter"] | None = None
    addressees: tuple[Line, ...] = ()
    co_signers: tuple[Line, ...] = ()


class LegacyCycle(Command):
    """One row of the centre's own cycle table; an assumed row says so."""

    no: Annotated[int, Field(ge=1, le=30)]
    start: Day
    end: Day
    grade: Grade | None = None
    assumed: bool = False

    @model_validator(mode="after")
    def _runs_forward(self) -> "LegacyCycle":
        if self.end <= self.start:
            raise ValueError(f"end: the cycle ends on {self.end}, before it has begun on {self.start}")
        return self


class OwedReport(Command):
    """A report still owed, with its last day when one is set; without, it is awaited and never back-dated."""

    year: Year
    due: Day | None = None


class LegacyReports(Command):
    """The reports of past years: filed before the import, and still owed."""

    filed: tuple[Year, ...] = ()
    owed: tuple[OwedReport, ...] = ()

    @model_validator(mode="after")
    def _apart(self) -> "LegacyReports":
        both = sorted(set(self.filed) & {report.year for report in self.owed})
        if both:
            raise ValueError(f"owed: the report {both[0]} cannot be both filed and owed")
        return self


class LegacyEvaluation(Command):
    """Where the running evaluation stands at the import."""

    stage: Literal["NOTIFIED", "PARTICIPATION_CONFIRMED", "MATERIALS_REVIEWED", "ASSESSING", "REPORTED", "DELIBERATING"]
    attempt: Annotated[int, Field(ge=1, le=9)] = 1
    notice: Line | None = None
    notice_delivered_on: Day | None = None
    evaluator: Line | None = None
    draft_grade: Grade | None = None
    due: Day | None = None


class LegacyRectification(Command):
    """The running rectification: when it was ordered and its last day."""

    delivered_on: Day
    deadline: Day
    plan_filed_on: Day | None = None


class LaunchEntry(Command):
    """One centre of a launch file."""

    code: Code
    route: Route
    kind: Kind | None = None
    name_zh: Line
    name_en: Line | None = None
    supervising_departments: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=10)]
    lead_entity: LeadEntity | None = None
    technology_field: Line | None = None
    region_strategy: tuple[Line, ...] = ()
    lead_governments: tuple[Slug, ...] = ()
    delegated_agency: Line | None = None
    predecessor: Code | None = None
    centre_id: Line | None = None
    registered_place: Line | None = None
    name_conformity: Literal["conforming", "legacy_exempt", "waived"] = "conforming"
    cycle_years: Annotated[int, Field(ge=1, le=10)] | None = None
    state: Literal["OPERATING", "EVALUATING", "RENEWAL_PENDING", "RECTIFYING"] | None = None
    since: Day | None = None
    approval: LegacyApproval | None = None
    cycles: Annotated[tuple[LegacyCycle, ...], Field(max_length=30)] = ()
    grade: Grade | None = None
    reports: LegacyReports | None = None
    evaluation: LegacyEvaluation | None = None
    rectification: LegacyRectification | None = None
    assumed: tuple[Text, ...] = ()

    @property
    def centre_kind(self) -> Kind:
        """The kind of centre: as given for a legacy import, else by the route (Art 3)."""
        comprehensive = self.route is Route.COMPREHENSIVE_TOP_DOWN
        return self.kind or (Kind.COMPREHENSIVE if comprehensive else Kind.FIELD)


LEGACY_ONLY = ("state", "since", "approval", "cycles", "grade", "reports", "evaluation", "rectification", "centre_id")


def faults_of_entry(entry: LaunchEntry) -> list[str]:
    """What keeps the entry from being launched, field by field: names (Art 32), route, legacy facts."""
    own = ["predecessor: a centre does not succeed itself (G-48)"] if entry.predecessor == entry.code else []
    return [*own, *_name_faults(entry), *_route_faults(entry), *_cycle_faults(entry), *_phase_faults(entry)]


def _name_faults(entry: LaunchEntry) -> list[str]:
    if entry.name_conformity != "conforming":
        if entry.route is Route.LEGACY_IMPORT:
            return []
        return ["name_conformity: only a legacy import may carry a name that Art 32 does not allow"]
    faults = [f"name_zh: {fault}" for fault in faults_of_name_zh(entry.name_zh, entry.centre_kind)]
    english = faults_of_name_en(entry.name_en, entry.centre_kind) if entry.name_en else []
    return faults + [f"name_en: {fault}" for fault in english]


def _route_faults(entry: LaunchEntry) -> list[str]:
    if entry.route is Route.LEGACY_IMPORT:
        return [] if entry.kind else ["kind: a legacy import must say field or comprehensive"]
    given = [name for name in LEGACY_ONLY if getattr(entry, name)]
    faults = [f"{name}: only a legacy import has it" for name in given]
    if entry.kind and entry.kind is not LaunchEntry.model_copy(entry, update={"kind": None}).centre_kind:
        faults.append(f"kind: the route {entry.route} forms another kind than {entry.kind}")
    return faults + _candidate_faults(entry)


def _candidate_faults(entry: LaunchEntry) -> list[str]:
    if entry.route is Route.COMPREHENSIVE_TOP_DOWN:
        wanted = {"region_strategy": entry.region_strategy, "lead_governments": entry.lead_governments}
        return [
            f"{name}: a comprehensive centre needs at least one (Arts 3.1, 13.2)" for name, v in wanted.items() if not v
        ]
    faults = [] if entry.technology_field else ["technology_field: a field centre needs it (Art 3.2)"]
    coded = entry.lead_entity is not None and entry.lead_entity.uscc is not None
    return faults + ([] if coded else ["lead_entity: a candidate needs its lead entity with name and uscc (F01)"])


def _cycle_faults(entry: LaunchEntry) -> list[str]:
    pairs = zip(entry.cycles, entry.cycles[1:], strict=False)
    return [
        f"cycles: cycle {b.no} must follow cycle {a.no} and begin after {a.end}"
        for a, b in pairs
        if b.no != a.no + 1 or b.start <= a.end
    ]


def _phase_faults(entry: LaunchEntry) -> list[str]:
    wanted = {"EVALUATING": "evaluation", "RECTIFYING": "rectification"}.get(entry.state or "")
    if wanted and getattr(entry, wanted) is None:
        return [f"{wanted}: a centre imported as {entry.state} needs it"]
    if entry.state not in (None, "OPERATING") and not (entry.cycles or (entry.approval and entry.approval.decided_on)):
        return [f"cycles: a centre imported as {entry.state} needs its cycle, or the day of its approval"]
    return []
