"""The catalogue of obligations: what each key of F.1 is called, who owes it, and under which article."""

from dataclasses import dataclass
from typing import Literal

from domain.roles import Role


@dataclass(frozen=True)
class Term:
    """One kind of obligation. `lapses`: a span that simply ends (no lateness); otherwise its passing is flagged."""

    key: str
    title: str
    zh: str
    owed_by: Role
    article: str
    basis: Literal["law", "policy", "decision"] = "policy"
    lapses: bool = False


_CATALOGUE = (
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
    Term("application", "Application", "提出申请", Role.LEAD_ENTITY_APPLICANT, "Art 16.2"),
    Term("case_opening", "Opening of the case", "开展一事一议", Role.MOST_OFFICER, "Art 12"),
    Term("case_submission", "Submission of the case", "报送建设方案", Role.SD_LEADER, "Art 13"),
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
    Term("evaluation_prenotice", "Notice of the evaluation", "绩效评估通知", Role.MOST_OFFICER, "Art 27"),
    Term(
        "participation_confirm",
        "Confirmation of taking part in the evaluation",
        "参评确认",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 10.4",
    ),
    Term(
        "no_response",
        "Final notice to the centre that has not answered",
        "未回应处理",
        Role.MOST_OFFICER,
        "Art 30",
    ),
    Term(
        "final_notice",
        "Answer to the final notice",
        "催告答复",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
        basis="decision",
    ),
    Term("absence", "Finding on the absence from the evaluation", "不参加评估认定", Role.MOST_OFFICER, "Art 30"),
    Term("materials_due", "Evaluation materials", "评估材料", Role.CENTRE_REPORTER, "Art 28"),
    Term("materials_review", "Review of the evaluation materials", "评估材料审核", Role.SD_REVIEWER, "Art 8.5"),
    Term("assessment", "Assessment by the third party", "第三方评估", Role.EVALUATOR_LEAD, "Art 27"),
    Term("deliberation", "Deliberation on the result", "评估结果审议", Role.MOST_OFFICER, "Art 29"),
    Term("publicity", "Public notice of the result", "公示", Role.MOST_OFFICER, "Art 29", lapses=True),
    Term("result", "Issue of the result", "评估结果发布", Role.MOST_LEADERSHIP, "Art 29"),
    Term("evaluation_target", "Whole evaluation (target)", "评估完成目标", Role.MOST_OFFICER, "Art 29"),
    Term("subsidy_arrangement", "Arrangement of the post-subsidy", "后补助安排", Role.MOF_OFFICER, "Art 7"),
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
    Term("inspection_sla", "Inspection of the rectification", "整改检查", Role.MOST_OFFICER, "Art 30"),
    Term("next_plan_due", "Plan of the next cycle", "下一周期建设运行方案", Role.COUNCIL_SECRETARY, "Art 17.5"),
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

TERMS = {term.key: term for term in _CATALOGUE}
