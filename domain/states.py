"""The states of the main life (B.1) and of each matter (B.5 to B.8, B.11, B.12), with their Chinese names."""

from enum import StrEnum
from typing import Self


class Named(StrEnum):
    """An enumeration whose members carry a Chinese name beside their code, and whether nothing follows them."""

    zh: str
    final: bool

    def __new__(cls, code: str, zh: str = "", final: bool = False) -> Self:
        """Make a member that compares equal to its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.final = final
        return member


class Kind(Named):
    """The two kinds of centre (Art 3); immutable (G-26)."""

    COMPREHENSIVE = "comprehensive", "综合类"
    FIELD = "field", "领域类"


class Route(Named):
    """How a centre enters the system (Arts 6.2, 12, 16; G-62)."""

    FIELD_STANDARD = "field_standard", "领域类申请"
    FIELD_CONVERTED = "field_converted", "工程中心转建"
    COMPREHENSIVE_TOP_DOWN = "comprehensive_top_down", "综合类统筹布局"
    LEGACY_IMPORT = "legacy_import", "存量导入"


class State(Named):
    """A state of the main life (B.1). `PROSPECTIVE` is the dash of B.2: launched, nothing submitted yet."""

    PROSPECTIVE = "PROSPECTIVE", "拟申请"
    INTENT_SUBMITTED = "INTENT_SUBMITTED", "建设意向已申请"
    INTENT_RETURNED = "INTENT_RETURNED", "意向退回补正"
    CONVERSION_SCREENING = "CONVERSION_SCREENING", "转建审核"
    CULTIVATING = "CULTIVATING", "培育中"
    RECOMMENDED = "RECOMMENDED", "已推荐"
    RECOMMENDATION_RETURNED = "RECOMMENDATION_RETURNED", "推荐退回补正"
    ARGUMENTATION = "ARGUMENTATION", "专家咨询论证中"
    TOP_DOWN_PLANNING = "TOP_DOWN_PLANNING", "统筹布局酝酿"
    CASE_DESIGN = "CASE_DESIGN", "一事一议方案研究"
    CONDITIONS_REVIEW = "CONDITIONS_REVIEW", "组建条件审查"
    DECISION_PENDING = "DECISION_PENDING", "待批准"
    DECISION_DEFERRED = "DECISION_DEFERRED", "暂缓（待成熟）"
    OPERATING = "OPERATING", "建设运行中"
    EVALUATING = "EVALUATING", "绩效评估中"
    RENEWAL_PENDING = "RENEWAL_PENDING", "待进入下一周期"
    RECTIFYING = "RECTIFYING", "限期整改中"
    RECTIFICATION_INSPECTION = "RECTIFICATION_INSPECTION", "整改检查中"
    EXIT_PROPOSED = "EXIT_PROPOSED", "拟退出（待确认）"
    CLOSING = "CLOSING", "退出处理中"
    DECLINED = "DECLINED", "意向未采纳", True
    CULTIVATION_ENDED = "CULTIVATION_ENDED", "培育终止", True
    NOT_APPROVED = "NOT_APPROVED", "不予批准", True
    PLANNING_ENDED = "PLANNING_ENDED", "布局终止", True
    REMOVED = "REMOVED", "不再列入创新中心序列", True
    REVOKED = "REVOKED", "撤销", True
    MERGED = "MERGED", "并入／分立终止", True

    @property
    def in_sequence(self) -> bool:
        """Whether a centre in this state stands in the official sequence (B.0 rule 5)."""
        return self in IN_SEQUENCE


IN_SEQUENCE = frozenset(
    {
        State.OPERATING,
        State.EVALUATING,
        State.RENEWAL_PENDING,
        State.RECTIFYING,
        State.RECTIFICATION_INSPECTION,
        State.EXIT_PROPOSED,
    }
)


class ReportState(Named):
    """A state of an annual report (B.5); lateness is a flag, never a state."""

    OPEN = "OPEN", "待填报"
    SUBMITTED = "SUBMITTED", "已提交待审核"
    RETURNED = "RETURNED", "退回补正"
    FORWARDED = "FORWARDED", "已审核报备"
    MOST_RETURNED = "MOST_RETURNED", "备案退回"
    FILED = "FILED", "已备案", True
    MERGED_NEXT_YEAR = "MERGED_NEXT_YEAR", "并入下一年度", True
    CLOSED_UNFILED = "CLOSED_UNFILED", "退出终止", True


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
    ISSUED = "ISSUED", "结果已发布", True
    ABSENT = "ABSENT", "认定不参加评估", True
    CLOSED = "CLOSED", "随退出终止", True


class RectificationState(Named):
    """A state of a rectification within a time limit (B.7)."""

    PLAN_PENDING = "PLAN_PENDING", "待报整改方案"
    EXECUTING = "EXECUTING", "整改实施中"
    REPORT_SUBMITTED = "REPORT_SUBMITTED", "整改报告已提交"
    INSPECTION = "INSPECTION", "整改检查中"
    PASSED = "PASSED", "检查通过", True
    FAILED = "FAILED", "检查未通过", True
    CLOSED = "CLOSED", "随退出终止", True


class ChangeState(Named):
    """A state of a change request (B.8)."""

    SD_REVIEW = "SD_REVIEW", "主管部门审核中"
    RETURNED = "RETURNED", "退回补正"
    MOST_REVIEW = "MOST_REVIEW", "科技部审批中"
    APPROVED = "APPROVED", "已批准待生效"
    EFFECTIVE = "EFFECTIVE", "已生效", True
    NOT_ENDORSED = "NOT_ENDORSED", "审核不同意", True
    REJECTED = "REJECTED", "不予批准", True
    LAPSED = "LAPSED", "失效", True


class ExitState(Named):
    """A state of the exit matter (B.12)."""

    PROPOSED = "PROPOSED", "拟退出"
    CONFIRMED = "CONFIRMED", "已决定退出"
    REJECTED = "REJECTED", "未予确认", True
    COMPLETED = "COMPLETED", "处理完毕", True


class SubsidyState(Named):
    """A state of a post-subsidy proposal (B.11)."""

    PROPOSED = "PROPOSED", "已提请财政部"
    ARRANGED = "ARRANGED", "已安排", True
    NOT_ARRANGED = "NOT_ARRANGED", "不予安排", True
    SUSPENDED = "SUSPENDED", "暂停"


class Grade(Named):
    """The three grades of Art 29; there is no fourth (G-09)."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    POOR = "poor", "较差"
