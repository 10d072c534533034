"""A filled example for every act of changes (Art 26)."""

from domain.sample_parts import REASONS, Content

SAMPLES: dict[str, Content] = {
    "submit_change": {
        "type": "registered_place",
        "new_place": "湖南省长沙市",
        "application_document": "Application of 2026-09-05",
        "council_resolution": "Council resolution 2026-5",
    },
    "give_opinion": {"opinion": "No objection."},
    "return": REASONS,
    "approve": {"effective_from": "2027-01-01"},
}
