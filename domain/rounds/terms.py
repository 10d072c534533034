"""What is owed in MOST's rounds (Art 16.1)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term(
        "priority_list_reminder",
        "Priority fields of the year",
        "年度优先布局领域安排",
        Role.MOST_OFFICER,
        "Art 16.1",
    ),
)
