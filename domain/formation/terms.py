"""What is owed in formation (Arts 12 to 16)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
    Term("intent_review", "Review of the intent", "建设意向审核", Role.SD_REVIEWER, "Art 16.2"),
    Term("supplement", "Correction of the returned paper", "补正", Role.LEAD_ENTITY_APPLICANT, "Art 16"),
    Term(
        "cultivation_checkin",
        "Progress report on the cultivation",
        "培育进展报告",
        Role.SD_REVIEWER,
        "Art 16.3",
    ),
    Term(
        "cultivation_stale",
        "Decision whether the long cultivation goes on",
        "培育期满研判",
        Role.SD_LEADER,
        "Art 16.3",
    ),
    Term("conversion_screening", "Screening of the conversion", "转建审核", Role.SD_REVIEWER, "Art 6.2"),
    Term("formal_check", "Formal check of the conditions", "组建条件形式审查", Role.MOST_OFFICER, "Art 15"),
    Term("argumentation_sla", "Expert argumentation", "专家咨询论证", Role.MOST_OFFICER, "Art 16.4"),
    Term("decision_sla", "Decision on the formation", "组建审批", Role.MOST_LEADERSHIP, "Art 6.2"),
    Term(
        "deferred_review",
        "Look again at the deferred candidate",
        "暂缓项目复核",
        Role.MOST_OFFICER,
        "Art 16.4",
    ),
    Term(
        "formation_rounds",
        "Look at the repeated returns of the paper",
        "多次退回处理",
        Role.SD_LEADER,
        "Art 16",
    ),
    Term("case_milestone", "Next milestone of the case", "一事一议事项", Role.MOST_OFFICER, "Art 12", "decision"),
    Term("application", "Application", "提出申请", Role.LEAD_ENTITY_APPLICANT, "Art 16.2"),
    Term("case_opening", "Opening of the case", "开展一事一议", Role.MOST_OFFICER, "Art 12"),
    Term("case_submission", "Submission of the case", "报送建设方案", Role.SD_LEADER, "Art 13"),
)
