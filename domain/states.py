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


class Grade(Named):
    """The three grades of Art 29; there is no fourth (G-09)."""

    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    POOR = "poor", "较差"
