"""The kinds of MOST's rounds, where a round stands, and how it stands with each centre (Arts 6.3, 16.1)."""

from domain.states import Named


class RoundKind(Named):
    """What MOST does in a batch: the yearly list of priority fields, annual reports, evaluations."""

    PRIORITY_LIST = "priority-list", "优先布局领域安排"
    ANNUAL_REPORT = "annual-report", "年度报告工作"
    EVALUATION = "evaluation", "绩效评估工作"


class RoundState(Named):
    """A state of a round."""

    PREPARED = "PREPARED", "准备中"
    OPEN = "OPEN", "进行中"
    CLOSED = "CLOSED", "已结束", True


class Outcome(Named):
    """How the round stands with one centre."""

    PENDING = "pending", "待通知"
    TAKEN = "taken", "已办理", True
    ALREADY = "already", "此前已开启", True
    REFUSED = "refused", "被拒绝"
    UNREACHABLE = "unreachable", "未送达"


UNDONE = (Outcome.PENDING, Outcome.REFUSED, Outcome.UNREACHABLE)
AGAIN = (Outcome.REFUSED, Outcome.UNREACHABLE)
NO_ANSWER = "NO_ANSWER"  # the code of an outcome that is unknown: the same decision is sent again, never another
