"""What is owed in an integrity case (Art 31; F.1). The spans come from the policy: the Measures set none."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term("integrity_acceptance", "Decision on acceptance", "受理审查", Role.INTEGRITY_OFFICER, "Art 31"),
    Term("integrity_investigation", "Finding of the investigation", "调查认定", Role.INTEGRITY_OFFICER, "Art 31"),
    Term("integrity_handling", "Decision on the handling", "处理决定", Role.MOST_LEADERSHIP, "Art 31"),
    Term(
        "integrity_review_window",
        "Time for asking a review",
        "申请复查期限",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 31",
        lapses=True,
    ),
    Term("integrity_review", "Decision on the review", "复查决定", Role.MOST_LEADERSHIP, "Art 31"),
    Term("integrity_closure", "Closing of the case", "结案", Role.INTEGRITY_OFFICER, "Art 31"),
)
