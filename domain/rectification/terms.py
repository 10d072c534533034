"""What is owed in rectification (Art 30)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term(
        "rectification_period",
        "Rectification",
        "限期整改",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
        basis="decision",
    ),
    Term("rectification_plan_due", "Rectification plan", "整改方案", Role.CENTRE_LEGAL_REPRESENTATIVE, "Art 30"),
    Term(
        "rectification_midterm",
        "Mid-term check of the rectification",
        "整改中期检查",
        Role.SD_REVIEWER,
        "Art 30",
    ),
    Term("extension_decision", "Decision on the extension", "延期决定", Role.MOST_LEADERSHIP, "Art 30"),
    Term(
        "inspection_final_notice",
        "Last call to admit the inspection",
        "接受整改检查催告",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
        basis="decision",
    ),
    Term("repeat_poor_review", "Whether to propose the revocation", "连续较差处理", Role.MOST_OFFICER, "Art 6.2"),
    Term("inspection_sla", "Inspection of the rectification", "整改检查", Role.MOST_OFFICER, "Art 30"),
)
