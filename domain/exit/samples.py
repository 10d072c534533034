"""A filled example for every act of the way out (Arts 6.2, 30)."""

from domain.sample_parts import Content

SAMPLES: dict[str, Content] = {
    "propose_exit": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03, receipt of delivery"},
    "establish_non_participation": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03"},
    "propose_revocation": {"ground": "voluntary", "evidence": "Council resolution 2026-11"},
    "decline_renewal": {"council_resolution": "Council resolution 2026-12"},
    "record_statement": {"statement": "The centre asks to be given until the end of the year."},
    "confirm_exit": {"outcome": "revoked"},
    "record_merger": {"absorbed": ["other-centre"]},
    "record_reconsideration": {
        "outcome": "The removal is annulled.",
        "decision_no": "复议决定 2027-3",
        "about": "centre",
    },
    "reinstate": {"decision_no": "复议决定 2027-3"},
    "complete_closing_task": {"task": "archive", "evidence": "Archive box 14"},
    "closing_complete": {"tasks": [{"task": "archive"}], "archive_manifest": "manifest-2026-12"},
}
