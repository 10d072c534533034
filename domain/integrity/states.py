"""The words of an integrity case: its states, its subjects, its sources, its findings (Art 31; B.9, C.8)."""

from domain.states import Named


class CaseState(Named):
    """A state of an integrity case (B.9). `PROSPECTIVE` is the dash before I01: nothing has been reported yet."""

    PROSPECTIVE = "PROSPECTIVE", "尚未举报"
    REPORTED = "REPORTED", "已举报"
    PRELIMINARY_CHECK = "PRELIMINARY_CHECK", "初步核实中"
    ACCEPTED = "ACCEPTED", "已受理"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不予受理", True
    INVESTIGATING = "INVESTIGATING", "调查中"
    FINDING = "FINDING", "已作出认定"
    HANDLING_DECIDED = "HANDLING_DECIDED", "已作出处理决定"
    REVIEW_REQUESTED = "REVIEW_REQUESTED", "已申请复查"
    CLOSED = "CLOSED", "已结案", True


class SubjectType(Named):
    """Against whom a case may be opened (B.9)."""

    CENTRE = "centre", "创新中心"
    PERSON = "person", "个人"
    EVALUATOR = "evaluator", "评估机构"
    EXPERT = "expert", "专家"
    OFFICIAL = "official", "公职人员"


class Source(Named):
    """How the matter came to light (C.8); all that is ever shown of a complainant."""

    REPORT = "report", "举报"
    ANONYMOUS = "anonymous", "匿名举报"
    SPOT_CHECK = "spot_check", "抽查"
    DATA_ANOMALY = "data_anomaly", "数据异常"
    THIRD_PARTY = "third_party", "第三方评估机构反映"


class Finding(Named):
    """What the investigation has found (I03)."""

    SUBSTANTIATED = "substantiated", "属实"
    PARTLY = "partly", "部分属实"
    UNSUBSTANTIATED = "unsubstantiated", "不属实"


class ReviewOutcome(Named):
    """What a review of the handling comes to (I05)."""

    UPHELD = "upheld", "维持"
    CHANGED = "changed", "变更"


UNDER_INQUIRY = (CaseState.ACCEPTED, CaseState.INVESTIGATING)
BEFORE_ACCEPTANCE = (CaseState.REPORTED, CaseState.PRELIMINARY_CHECK)
AFTER_HANDLING = (CaseState.HANDLING_DECIDED, CaseState.REVIEW_REQUESTED)
