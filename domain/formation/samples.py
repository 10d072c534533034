"""A filled example for every act of formation (Arts 12 to 16)."""

from domain.sample_parts import EVIDENCE, EXPERTS, PLAN, REASONS, Content, conditions

SAMPLES: dict[str, Content] = {
    "submit_intent": {"technology_field": "Intelligent sensing", "priority_list_year": 2026},
    "resubmit_intent": {"text": "Section 3 is completed."},
    "return_intent": REASONS,
    "record_cultivation_progress": {"progress": "Council prepared; plan at its second draft."},
    "recommend": {
        "plan": PLAN,
        "council_preparation": EVIDENCE,
        "entity_preparation": EVIDENCE,
        "condition_self_assessment": conditions(15),
        "letter_no": "苏科函〔2026〕12号",
    },
    "return_recommendation": REASONS,
    "resubmit_recommendation": {"note": "Long-term targets added."},
    "open_argumentation": {
        "conditions": conditions(15),
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
        "strategic_areas": ["Photonics", "Rail transport"],
        "institutes": [
            {"name": "Institute of Optics", "place": "Wuhan"},
            {"name": "Institute of Rail", "place": "Changsha"},
        ],
    },
    "return_case": REASONS,
    "conditions_confirmed": {"conditions": conditions(13)},
    "submit_conversion": {
        "conversion_source": {
            "name": "国家某工程技术研究中心",
            "approval_no": "国科发计〔2005〕100号",
            "accepted_on": "2008-11-20",
        }
    },
    "accept_conversion": {"outcome": "full"},
    "record_predecessor_retirement": {"retired_on": "2022-09-01"},
}
