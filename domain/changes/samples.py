"""A filled example for every act of changes (Art 26)."""

from domain.sample_parts import REASONS, Content

SAMPLES: dict[str, Content] = {
    "submit_change": {
        "type": "registered_place",
        "new_place": "湖南省长沙市",
        "application_document": "Application of 2026-09-05",
        "council_resolution": "Council resolution 2026-5",
    },
    "give_opinion": {"opinion": "No objection.", "consent": True},
    "endorse": {"opinion": "Fits the plan of the province."},
    "return": REASONS,
    "resubmit_change": {"corrections": "The lease of the new seat is attached."},
    "approve": {"effective_from": "2027-01-01"},
    "extend_change_decision": {"reason": "Experts are heard."},
    "classify_change": {"major": True, "note": "Touches the division of work among the members."},
    "report_unapproved_change": {"type": "member_composition", "text": "A member has left without approval."},
    "record_supervision": {"kind": "lead_entity", "text": "The lead entity has been struck off the register."},
    "record_successor": {"organisation": "jiangsu-st", "successor": "jiangsu-innovation", "name": "江苏省创新厅"},
}
