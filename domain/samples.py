"""A filled example for every act, for those who write their first decision."""

from pydantic import JsonValue

from domain.centre import Centre
from domain.roles import LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.standing import ActionStanding

Content = dict[str, JsonValue]

PLAN: Content = {
    "development_goals": "Close the gap in wafer-level packaging within the cycle.",
    "key_tasks": [{"title": "Pilot line for wafer-level packaging", "owner": "Institute 1"}],
    "management_mechanism": "Council decides, director responsible, projects by open call.",
    "safeguards": "Land, 200 million CNY of local funds, 60 posts.",
    "schedule": [{"title": "Pilot line runs", "due": "2028-06-30"}],
    "assessment_indicators": [{"name": "Tech SMEs served", "unit": "n", "baseline": "0", "target": "120"}],
    "targets": [
        {"horizon": "short", "text": "Team and pilot line in place"},
        {"horizon": "mid", "text": "Three chokepoint processes solved"},
        {"horizon": "long", "text": "Open platform of the industry"},
    ],
    "council_resolution": "Council resolution 2026-3",
}
EVIDENCE: Content = {"done": True, "evidence": "Annex 2, minutes of 2026-05-12"}
REASONS: Content = {"deficiencies": ["The schedule has no dates after the second year."]}
EXPERTS = [f"expert.{n}" for n in range(1, 8)]


def _conditions(article: int) -> list[JsonValue]:
    return [{"item": f"{article}.{n}", "result": "met", "remark": None} for n in range(1, 6)]


SAMPLES: dict[str, Content] = {
    "submit_intent": {"technology_field": "Intelligent sensing", "priority_list_year": 2026},
    "resubmit_intent": {"text": "Section 3 is completed."},
    "return_intent": REASONS,
    "record_cultivation_progress": {"progress": "Council prepared; plan at its second draft."},
    "recommend": {
        "plan": PLAN,
        "council_preparation": EVIDENCE,
        "entity_preparation": EVIDENCE,
        "condition_self_assessment": _conditions(15),
        "letter_no": "苏科函〔2026〕12号",
    },
    "return_recommendation": REASONS,
    "resubmit_recommendation": {"note": "Long-term targets added."},
    "open_argumentation": {
        "conditions": _conditions(15),
        "panel": [
            {"person": e, "organisation": "Tsinghua University", "conflict_declared_none": True} for e in EXPERTS
        ],
    },
    "record_argumentation": {
        "conclusion": "recommend",
        "opinions": [{"person": e, "opinion": "In favour."} for e in EXPERTS],
        "chair": EXPERTS[0],
    },
    "reopen_decision": {"fresh_data": "Pilot line now running."},
    "decide": {"outcome": "approve", "form": "reply"},
    "initiate_top_down": {"region_strategy": ["长江中游城市群"], "lead_governments": ["hubei-st", "hunan-st"]},
    "open_case": {"case_owner": "MOST", "milestones": [{"title": "Layout agreed", "owner": "hubei-st"}]},
    "add_milestone": {"title": "Land assigned", "owner": "hunan-st"},
    "complete_milestone": {"title": "Layout agreed"},
    "drop_milestone": {"title": "Land assigned"},
    "submit_case": {
        "governments": ["hubei-st", "hunan-st"],
        "plan": PLAN,
        "hq": "Wuhan",
        "institutes": [
            {"name": "Institute of Optics", "place": "Wuhan"},
            {"name": "Institute of Rail", "place": "Changsha"},
        ],
    },
    "return_case": REASONS,
    "conditions_confirmed": {"conditions": _conditions(13)},
    "submit_conversion": {
        "conversion_source": {
            "name": "国家某工程技术研究中心",
            "approval_no": "国科发计〔2005〕100号",
            "accepted_on": "2008-11-20",
        }
    },
    "accept_conversion": {"outcome": "full"},
    "record_predecessor_retirement": {"retired_on": "2026-10-01"},
    "register_entity": {
        "legal_entity_name": "某某技术创新中心有限公司",
        "legal_entity_type": "company",
        "uscc": "91350100M000100Y43",
        "entity_registered_on": "2026-09-01",
    },
    "start_cycle": {"plan": PLAN, "council_resolution": "Council resolution 2026-7"},
    "submit_report": {
        "progress": "Two of three tasks on schedule.",
        "problems": "Recruitment of process engineers is slow.",
        "next_steps": "Second pilot line.",
        "dataset": {"staff_total": 120, "staff_fixed": 80, "staff_mobile": 40, "rd_expenditure": 5200},
        "pledge": {"director": "director.name", "legal_representative": "legal.name"},
    },
    "return_report": REASONS,
    "endorse_report": {"opinion": "Complete and plausible."},
    "return_incomplete": REASONS,
    "open_evaluation": {
        "evaluator": {
            "organisation": "National Science and Technology Evaluation Center",
            "mandate_no": "M-2026-07",
            "team": ["evaluator.lead", "evaluator.two"],
            "conflict_declared_none": True,
        }
    },
    "submit_materials": {"summary": "The data of the cycle.", "pledge": True},
    "submit_assessment": {
        "dimension_results": [
            {"dimension": name, "text": "Solid.", "score": 80}
            for name in ("national_tasks", "key_technology", "industry_progress", "services", "incubation")
        ],
        "site_visit": "2026-07-14 to 2026-07-16",
        "draft_grade": "good",
    },
    "issue_result": {"grade": "good"},
    "file_rectification_plan": {
        "issues": [
            {"finding": "Few SMEs served", "measure": "Open the platform two days a week", "owner": "director.name"}
        ],
        "council_resolution": "Council resolution 2026-9",
    },
    "midterm_check": {"finding": "Half of the measures are done."},
    "submit_completion": {"report": "All findings are closed.", "sd_opinion": "Confirmed on site."},
    "open_inspection": {"team": ["inspector.one", "inspector.two"], "lead": "inspector.one"},
    "record_inspection": {"outcome": "pass", "report": "On site; all findings closed."},
    "submit_change": {
        "type": "registered_place",
        "new_place": "湖南省长沙市",
        "application_document": "Application of 2026-09-05",
        "council_resolution": "Council resolution 2026-5",
    },
    "give_opinion": {"opinion": "No objection."},
    "return": REASONS,
    "approve": {"effective_from": "2027-01-01"},
    "propose_exit": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03, receipt of delivery"},
    "establish_non_participation": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03"},
    "propose_revocation": {"ground": "voluntary", "evidence": "Council resolution 2026-11"},
    "decline_renewal": {"council_resolution": "Council resolution 2026-12"},
    "confirm_exit": {"outcome": "revoked"},
    "complete_closing_task": {"task": "archive", "evidence": "Archive box 14"},
    "closing_complete": {"tasks": [{"task": "archive"}], "archive_manifest": "manifest-2026-12"},
    "record_publication": {"where": "most.gov.cn"},
    "arrange_subsidy": {"budget_year": 2027, "amount": "1500.00"},
}


def sample_content(action: str) -> Content:
    """A content of the act that passes its form checks; empty when the act needs none."""
    return SAMPLES.get(action, {})


def sample_decision(action: ActionStanding, centre: Centre) -> Content:
    """A whole decision for this act on this centre, for the Web UI's form or the `temporal` command."""
    role = Role(action.roles[0])
    leaders = role in LEADERSHIP
    return {
        "decision_id": f"{centre.code}-{centre.revision + 1}-{action.action}",
        "matter": action.matter,
        "action": action.action,
        "by": {"person": "your.name", "organisation": _organisation(centre, role), "role": role.value},
        "document_number": "国科发区〔2026〕1号" if leaders else None,
        "reason": "why" if leaders else None,
        "content": sample_content(action.action),
    }


def _organisation(centre: Centre, role: Role) -> str:
    if role in SUPERVISION:
        return next(iter(centre.supervising_departments), "supervising-department")
    return "most" if role in (*MINISTRY, *LEADERSHIP) else centre.code
