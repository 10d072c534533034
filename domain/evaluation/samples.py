"""A filled example for every act of the evaluation (Arts 27 to 30)."""

from domain.sample_parts import Content

SAMPLES: dict[str, Content] = {
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
    "request_deferral": {"reason": "The test line was destroyed.", "evidence": "Report of the accident"},
    "decide_deferral": {"outcome": "approve", "new_due": "2026-10-30"},
    "file_withdrawal": {"council_resolution": "Council resolution 2026-6", "legal_representative": "legal.name"},
    "establish_withdrawal": {"evidence": "The written withdrawal of 2026-06-10"},
    "place_hold": {"case": "forged-data-2026", "reason": "The data are under investigation."},
    "lift_hold": {"reason": "The finding: unsubstantiated."},
    "record_objection": {"by": "A named objector", "text": "The number of enterprises served is too high."},
    "decide_objection": {"objection": 1, "outcome": "dismissed", "reason": "The contracts were checked."},
    "void_attempt": {"cause": "evaluator_conflict"},
    "amend_result": {"new_grade": "excellent"},
    "issue_result": {"grade": "good"},
}
