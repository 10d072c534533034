"""What is owed in annual reports (Art 25)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term("ar_centre_due", "Annual report", "年度报告", Role.CENTRE_REPORTER, "Art 25"),
    Term("ar_supervising_due", "Review of the annual report", "年度报告审核", Role.SD_REVIEWER, "Art 25"),
    Term(
        "most_filing_ack",
        "Filing of the annual report for record",
        "年度报告备案",
        Role.MOST_OFFICER,
        "Art 25",
    ),
    Term("ar_followup", "Follow-up of the late annual report", "年度报告催报", Role.MOST_OFFICER, "Art 8.3"),
    Term(
        "ar_rounds",
        "Look at the repeated returns of the annual report",
        "多次退回处理",
        Role.MOST_OFFICER,
        "Art 25",
    ),
)
