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
    "issue_result": {"grade": "good"},
}
