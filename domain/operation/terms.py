"""What is owed in operation (Arts 4 to 7, 17)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term(
        "entity_registration_due",
        "Registration of the legal entity",
        "独立法人登记",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 4",
    ),
    Term(
        "predecessor_retirement",
        "Retirement of the predecessor's title",
        "原工程中心称号注销",
        Role.MOST_OFFICER,
        "Art 6.2",
    ),
    Term("publish_decision", "Publication of the decision", "决定公布", Role.MOST_OFFICER, "Art 6.2"),
    Term("deliver_decision", "Delivery of the decision", "决定送达", Role.MOST_OFFICER, "Art 6.2"),
    Term(
        "reconsideration_window",
        "Time for asking reconsideration (information)",
        "行政复议期限（提示）",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 33",
        lapses=True,
    ),
    Term("subsidy_arrangement", "Arrangement of the post-subsidy", "后补助安排", Role.MOF_OFFICER, "Art 7"),
    Term("subsidy_recovery", "Recovery of the subsidy", "后补助追回", Role.MOF_OFFICER, "Art 7"),
    Term(
        "annual_work_plan_due",
        "Work plan of the year (reminder)",
        "年度工作计划（提示）",
        Role.COUNCIL_SECRETARY,
        "Art 17.4",
        lapses=True,
    ),
    Term("director_vacancy_alert", "Appointment of a director", "聘任主任", Role.COUNCIL_SECRETARY, "Art 18"),
    Term(
        "director_vacancy_followup",
        "Follow-up of the vacant post of director",
        "主任空缺督促",
        Role.SD_REVIEWER,
        "Art 8.3",
    ),
    Term("next_plan_due", "Plan of the next cycle", "下一周期建设运行方案", Role.COUNCIL_SECRETARY, "Art 17.5"),
)
