"""What is owed in changes (Art 26)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term("change_sd_review", "Review of the change", "变更审核", Role.SD_REVIEWER, "Art 26"),
    Term(
        "co_opinion",
        "Opinion of the other supervising department",
        "共同主管部门意见",
        Role.SD_REVIEWER,
        "Art 26",
        lapses=True,
    ),
    Term("change_most_decision", "Decision on the change", "变更审批", Role.MOST_LEADERSHIP, "Art 26"),
    Term("late_application", "Late application for a change", "变更补办", Role.CENTRE_LEGAL_REPRESENTATIVE, "Art 26"),
    Term(
        "exit_after_change", "Proposal of the exit after a change", "提请退出（变更所致）", Role.MOST_OFFICER, "Art 6.2"
    ),
)
