"""A filled example for every act of the way out (Arts 6.2, 30)."""

from domain.sample_parts import Content

SAMPLES: dict[str, Content] = {
    "propose_exit": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03, receipt of delivery"},
    "establish_non_participation": {"ground": "non_participation", "evidence": "Final notice of 2026-08-03"},
    "propose_revocation": {"ground": "voluntary", "evidence": "Council resolution 2026-11"},
    "decline_renewal": {"council_resolution": "Council resolution 2026-12"},
    "confirm_exit": {"outcome": "revoked"},
    "complete_closing_task": {"task": "archive", "evidence": "Archive box 14"},
    "closing_complete": {"tasks": [{"task": "archive"}], "archive_manifest": "manifest-2026-12"},
}
