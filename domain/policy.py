"""The policy profile: every period on which the Measures are silent, as data (F.1). Only `cycle_years` is law."""

from datetime import date
from typing import Literal

from pydantic import Field

from domain.fact import Fact


class Terms(Fact):
    """A group of policy terms, pinned in a centre and therefore tolerant; files are checked key by key when read."""


class RegulationTerms(Terms):
    """Which text is in force, and from when (Art 34, G-40)."""

    doc: str = "国科发区〔2021〕17号"
    signed_on: date = date(2021, 2, 10)
    in_force_from: date = date(2021, 2, 10)


class CycleYears(Terms):
    """The length of a construction-operation cycle in years; statutory: "generally three years" (Arts 17.5, 29)."""

    value: int = Field(default=3, ge=1, le=10)
    statutory: Literal[True] = True
    wording: str = "一般以三年"
    override_per_centre: bool = True


class Anchors(Terms):
    """From which day the next cycle is counted (G-01, G-02)."""

    next_cycle: Literal["previous_end", "result_date"] = "previous_end"
    post_rectification: Literal["inspection_decision_date", "previous_end"] = "inspection_decision_date"


MonthDay = str


class AnnualReportTerms(Terms):
    """The annual report's year, its dates (MM-DD) and its ladders (Art 25 names no date).

    `dataset` warns of missing indicators and refuses none: Art 28 names dimensions; the indicators of C.4 are
    plausible, not law, and a centre may not be kept from reporting for want of one.
    """

    period: Literal["calendar_year"] = "calendar_year"
    first_report_min_days: int = Field(default=183, ge=0, le=366)
    centre_due: MonthDay = Field(default="03-31", pattern=r"^\d\d-\d\d$")
    supervising_due: MonthDay = Field(default="04-30", pattern=r"^\d\d-\d\d$")
    most_filing_ack_wd: int = Field(default=20, ge=1)
    due_in_evaluation_year: bool = True
    reminders: tuple[str, ...] = ("-30d", "-14d", "-7d", "-1wd")
    escalations: tuple[str, ...] = ("+1wd", "+10wd", "+30wd")
    dataset: Literal["warn", "refuse"] = "warn"
    call_in_wd: int = Field(default=30, ge=1)


class SupplementTerms(Terms):
    """How long a returned paper may take, and how often it may be returned (G-14)."""

    wd: int = Field(default=10, ge=1)
    max_rounds: int = Field(default=2, ge=1)


class FormationTerms(Terms):
    """The spans of formation (Arts 12 to 16)."""

    intent_review_wd: int = Field(default=20, ge=1)
    checkin_months: int = Field(default=12, ge=1)
    stale_months: int = Field(default=36, ge=1)
    formal_check_wd: int = Field(default=10, ge=1)
    argumentation_days: int = Field(default=90, ge=1)
    decision_days: int = Field(default=60, ge=1)
    deferred_review_months: int = Field(default=12, ge=1)
    panel_min: int = Field(default=7, ge=1)
    entity_registration_months: int = Field(default=12, ge=1)


class EvaluationTerms(Terms):
    """The spans of a performance evaluation (Arts 27 to 30)."""

    prenotice_days: int = Field(default=60, ge=0)
    confirm_wd: int = Field(default=10, ge=1)
    final_notice_wd: int = Field(default=10, ge=1)
    deferral_max_count: int = Field(default=1, ge=0)
    deferral_max_months: int = Field(default=12, ge=0)
    materials_days_after_cycle_end: int = Field(default=30, ge=1)
    materials_review_wd: int = Field(default=15, ge=1)
    assessment_days: int = Field(default=90, ge=1)
    deliberation_wd: int = Field(default=30, ge=1)
    publicity_wd: int = Field(default=5, ge=1)
    publicity_counts_first_day: bool = True
    objection_wd: int = Field(default=15, ge=1)
    target_days: int = Field(default=180, ge=1)
    withdrawal_cooling_off_wd: int = Field(default=10, ge=1)
    objective_weight_min: float = Field(default=0.5, ge=0, le=1)
    round_window_months: int = Field(default=12, ge=0)


class RectificationTerms(Terms):
    """The spans of a rectification within a time limit (Art 30 sets no length)."""

    default_months: int = Field(default=12, ge=1)
    min_months: int = Field(default=3, ge=1)
    cap_months: int = Field(default=12, ge=1)
    extension_max: int = Field(default=1, ge=0)
    extension_lead_days: int = Field(default=30, ge=0)
    plan_days: int = Field(default=30, ge=1)
    midterm: Literal["half"] = "half"
    inspection_days: int = Field(default=60, ge=1)
    repeat_poor_action: Literal["flag", "propose_revocation"] = "flag"


class RenewalTerms(Terms):
    """How soon the plan of the next cycle is due (Art 17.5)."""

    plan_days: int = Field(default=60, ge=1)


class ChangeTerms(Terms):
    """The spans of a change request (Art 26)."""

    sd_review_wd: int = Field(default=20, ge=1)
    most_wd: int = Field(default=20, ge=1)
    most_extension_wd: int = Field(default=10, ge=0)
    apply_after_resolution_days: int = Field(default=30, ge=1)
    doubt_is_major: bool = True


class MultiSupervisorTerms(Terms):
    """How several supervising departments decide together (G-21)."""

    mode: Literal["lead_only", "all_consent"] = "lead_only"
    co_opinion_wd: int = Field(default=10, ge=1)


class ExitTerms(Terms):
    """The spans of an exit and its closing tasks (B.12)."""

    hearing_wd: int = Field(default=10, ge=1)
    decision_wd: int = Field(default=30, ge=1)
    name_stop_days: int = Field(default=30, ge=1)
    closing_report_days: int = Field(default=60, ge=1)
    reapply_cooling_months: int = Field(default=0, ge=0)


class PublicationTerms(Terms):
    """How soon a decision is delivered and published."""

    deliver_wd: int = Field(default=10, ge=1)
    publish_wd: int = Field(default=20, ge=1)


class ReconsiderationTerms(Terms):
    """The appeal window, for information only (G-38)."""

    inform_days: int = Field(default=60, ge=1)
    suspensive: Literal[False] = False


class IntegrityTerms(Terms):
    """The spans of an integrity case (Art 31)."""

    acceptance_wd: int = Field(default=15, ge=1)
    investigation_months: int = Field(default=6, ge=1)
    extension_months: int = Field(default=6, ge=0)
    review_days: int = Field(default=30, ge=1)
    note: str = "from memory, unverified"


class GovernanceTerms(Terms):
    """Reminders of the governance records (Arts 17 to 19)."""

    work_plan_reminder: MonthDay = Field(default="01-31", pattern=r"^\d\d-\d\d$")
    director_vacancy_alert_days: int = Field(default=90, ge=1)


class Policy(Terms):
    """A policy profile. Every value is a default of this house unless marked statutory."""

    profile: str = Field(default="cn-ncti-default-1", pattern=r"^[a-z0-9.-]{3,60}$")
    regulation: RegulationTerms = RegulationTerms()
    timezone: Literal["Asia/Shanghai"] = "Asia/Shanghai"
    cutoff: str = Field(default="end_of_day", pattern=r"^(end_of_day|\d\d:\d\d)$")
    roll: Literal["next_working_day"] = "next_working_day"
    cycle_years: CycleYears = CycleYears()
    anchors: Anchors = Anchors()
    annual_report: AnnualReportTerms = AnnualReportTerms()
    supplement: SupplementTerms = SupplementTerms()
    formation: FormationTerms = FormationTerms()
    evaluation: EvaluationTerms = EvaluationTerms()
    rectification: RectificationTerms = RectificationTerms()
    renewal: RenewalTerms = RenewalTerms()
    change: ChangeTerms = ChangeTerms()
    multi_supervisor: MultiSupervisorTerms = MultiSupervisorTerms()
    exit: ExitTerms = ExitTerms()
    publication: PublicationTerms = PublicationTerms()
    reconsideration: ReconsiderationTerms = ReconsiderationTerms()
    integrity: IntegrityTerms = IntegrityTerms()
    governance: GovernanceTerms = GovernanceTerms()


DEFAULT = Policy()
PROFILES = {DEFAULT.profile: DEFAULT}
