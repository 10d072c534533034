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
    "return_report": REASONS,
    "endorse_report": {"opinion": "Complete and plausible."},
    "return_incomplete": REASONS,
}
