"""What is owed in the evaluation (Arts 27 to 30)."""

from domain.roles import Role
from domain.term import Term

TERMS = (
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
    Term("deferral_decision", "Decision on the deferral", "缓评审批", Role.MOST_LEADERSHIP, "Art 29", basis="decision"),
    Term(
        "withdrawal_cooling_off",
        "Time for rescinding the withdrawal",
        "退出评估冷静期",
        Role.CENTRE_LEGAL_REPRESENTATIVE,
        "Art 30",
        lapses=True,
    ),
    Term("withdrawal_finding", "Finding on the withdrawal", "中途退出认定", Role.MOST_OFFICER, "Art 30"),
    Term("objection_review", "Review of the objections", "异议复核", Role.MOST_OFFICER, "Art 29"),
    Term("new_attempt", "Notice of another attempt", "重新组织评估", Role.MOST_OFFICER, "Art 27", basis="decision"),
    Term("result_followup", "What follows the annulled result", "撤销结果后续处理", Role.MOST_OFFICER, "Art 29"),
    Term("result", "Issue of the result", "评估结果发布", Role.MOST_LEADERSHIP, "Art 29"),
    Term("evaluation_target", "Whole evaluation (target)", "评估完成目标", Role.MOST_OFFICER, "Art 29"),
)
