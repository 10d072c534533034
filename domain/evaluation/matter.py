"""One attempt at the evaluation of a cycle: its states and its facts (Arts 27 to 30; B.6)."""

from datetime import date
from typing import Literal

from pydantic import Field

from domain.fact import Fact
from domain.matter import Matter
from domain.obligations import Basis
from domain.states import Grade, Named

KIND = "evaluation"


class EvaluationState(Named):
    """A state of one attempt at the performance evaluation of a cycle (B.6)."""

    NOTIFIED = "NOTIFIED", "已通知"
    NO_RESPONSE = "NO_RESPONSE", "未回应"
    FINAL_NOTICE = "FINAL_NOTICE", "已催告"
    PARTICIPATION_CONFIRMED = "PARTICIPATION_CONFIRMED", "已确认参加"
    MATERIALS_SUBMITTED = "MATERIALS_SUBMITTED", "材料已提交"
    MATERIALS_REVIEWED = "MATERIALS_REVIEWED", "材料已审核"
    ASSESSING = "ASSESSING", "评估实施中"
    REPORTED = "REPORTED", "评估报告已提交"
    DELIBERATING = "DELIBERATING", "审议中"
    PUBLICITY = "PUBLICITY", "公示中"
    DEFERRAL_REQUESTED = "DEFERRAL_REQUESTED", "已申请缓评"
    DEFERRED = "DEFERRED", "已同意缓评"
    WITHDRAWAL_FILED = "WITHDRAWAL_FILED", "已提出退出评估"
    ON_HOLD = "ON_HOLD", "暂停评估"
    ISSUED = "ISSUED", "结果已发布", True
    WITHDRAWN = "WITHDRAWN", "认定中途退出评估", True
    VOIDED = "VOIDED", "本次评估作废", True
    ABSENT = "ABSENT", "认定不参加评估", True
    CLOSED = "CLOSED", "随退出终止", True


CONFIRMED = (
    EvaluationState.PARTICIPATION_CONFIRMED,
    EvaluationState.MATERIALS_SUBMITTED,
    EvaluationState.MATERIALS_REVIEWED,
    EvaluationState.ASSESSING,
    EvaluationState.REPORTED,
    EvaluationState.DELIBERATING,
    EvaluationState.PUBLICITY,
)


class Stopped(Fact):
    """A clock that stands still: its last day before it rolled, and how many calendar days were left (E03, E15)."""

    key: str
    basis: Basis = "policy"
    raw_due: date | None = None
    days: int | None = None


class Deferral(Fact):
    """A deferral: why it was asked for, what leadership decided, the new day of the materials (E03, E04)."""

    requested_on: date
    reason: str
    before: EvaluationState = EvaluationState.NOTIFIED
    evidence: str | None = None
    requested_until: date | None = None
    sd_opinion: str | None = None
    stopped: tuple[Stopped, ...] = ()
    decided_on: date | None = None
    outcome: Literal["approve", "reject"] | None = None
    new_due: date | None = None
    document_number: str | None = None


class Withdrawal(Fact):
    """A withdrawal midway: the council's resolution and when it was filed, rescinded or established (E10 to E12)."""

    filed_on: date
    council_resolution: str
    legal_representative: str | None = None
    rescinded_on: date | None = None
    established_on: date | None = None


class Hold(Fact):
    """A hold on the evaluation: since when, for which case, until when; the clocks it has stopped (E15)."""

    placed_on: date
    before: EvaluationState = EvaluationState.NOTIFIED
    case: str | None = None
    reason: str | None = None
    lifted_on: date | None = None
    stopped: tuple[Stopped, ...] = ()


class Objection(Fact):
    """An objection in the time of public notice: by name and in writing, and what became of it (G-38)."""

    number: int
    by: str
    text: str
    received_on: date
    outcome: Literal["upheld", "dismissed"] | None = None
    decided_on: date | None = None
    why: str | None = None


class IssuedResult(Fact):
    """A result as issued or amended; the history is kept whole (E14, E17)."""

    grade: Grade | None
    on: date
    document_number: str | None = None
    reason: str | None = None


class Evaluation(Matter):
    """One attempt at the evaluation of a cycle (B.6). `before` is the state in which a withdrawal was filed."""

    kind: Literal["evaluation"] = "evaluation"
    state: EvaluationState
    cycle_no: int
    attempt: int = 1
    window_from: date
    window_to: date
    centre_name: str
    notice: str | None = None
    evaluator: str | None = None
    team: tuple[str, ...] = ()
    mandate_no: str | None = None
    notice_delivered_on: date | None = None
    confirmed_on: date | None = None
    materials_on: date | None = None
    assessed_by: str | None = None
    draft_grade: Grade | None = None
    publicity_from: date | None = None
    publicity_to: date | None = None
    grade: Grade | None = None
    issued_on: date | None = None
    delivered_on: date | None = None
    before: EvaluationState | None = None
    deferral: Deferral | None = None
    deferrals: int = 0
    withdrawal: Withdrawal | None = None
    holds: tuple[Hold, ...] = ()
    objections: tuple[Objection, ...] = ()
    results: tuple[IssuedResult, ...] = ()
    void_cause: str | None = None
    figures: dict[str, int | float | str] = Field(default_factory=dict)
    explained: str | None = None
    dossier: tuple[str, ...] = ()
    weights_profile: str | None = None
    objective_share: float | None = None
    previous_grade: Grade | None = None

    @property
    def takes_part(self) -> bool:
        """Whether the centre has confirmed that it takes part: from then on leaving is withdrawal midway (G-37)."""
        asked_from = self.deferral.before if self.deferral else None
        return self.confirmed_on is not None or self.state in CONFIRMED or asked_from in CONFIRMED
