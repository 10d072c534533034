"""What is owed in the way out (Arts 6.2, 30)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term(
        "exit_hearing",
        "Statement and defence (information)",
        "陈述申辩（提示）",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
        lapses=True,
    ),
    Term("exit_decision_sla", "Decision on the exit", "退出决定", Role.MOST_LEADERSHIP, "Art 30"),
    Term(
        "name_use_stop",
        "End of the use of name and plaques",
        "停止使用名称和牌匾",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 24",
    ),
    Term(
        "closing_report_due",
        "Closing report with assets and IP",
        "退出总结报告",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
    ),
    Term(
        "task_handover",
        "Hand-over of the national tasks",
        "国家任务移交",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 6.4",
    ),
    Term("subsidy_settlement", "Settlement of the subsidy", "后补助清算", Role.MOF_OFFICER, "Art 7"),
    Term("archive", "Archive of the centre's records", "档案归档", Role.MOST_OFFICER, "Art 6.2"),
    Term("register_update", "Update of the register", "名录更新", Role.MOST_OFFICER, "Art 6.2"),
)
