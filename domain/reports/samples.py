"""A filled example for every act of annual reports (Art 25)."""

from domain.sample_parts import REASONS, Content

SAMPLES: dict[str, Content] = {
    "submit_report": {
        "progress": "Two of three tasks on schedule.",
        "problems": "Recruitment of process engineers is slow.",
        "next_steps": "Second pilot line.",
        "dataset": {"staff_total": 120, "staff_fixed": 80, "staff_mobile": 40, "rd_expenditure": 5200},
        "pledge": {"director": "director.name", "legal_representative": "legal.name"},
    },
    "correct_filed_report": {
        "dataset": {"staff_total": 121, "staff_fixed": 81, "staff_mobile": 40, "rd_expenditure": 5200},
        "pledge": {"director": "director.name", "legal_representative": "legal.name"},
        "reason": "One member of staff was left out.",
    },
    "open_report": {"year": 2026, "centre_due": "2027-03-19", "supervising_due": "2027-04-16"},
    "waive": {"reason": "Replaced by the special report asked for in the notice."},
    "call_in_report": {"reason": "Thirty working days have passed without a review."},
    "return_report": REASONS,
    "endorse_report": {"opinion": "Complete and plausible."},
    "return_incomplete": REASONS,
}
