"""A filled example for every act of rectification (Art 30)."""

from domain.sample_parts import Content

SAMPLES: dict[str, Content] = {
    "file_rectification_plan": {
        "issues": [
            {"finding": "Few SMEs served", "measure": "Open the platform two days a week", "owner": "director.name"}
        ],
        "council_resolution": "Council resolution 2026-9",
    },
    "midterm_check": {"finding": "Half of the measures are done."},
    "submit_completion": {
        "report": "All findings are closed.",
        "sd_opinion": "Confirmed on site.",
        "issues": [{"finding": "Few SMEs served", "done_on": "2021-03-01", "evidence": "Log of the open days"}],
    },
    "request_extension": {"cause": "The key equipment arrives four months late."},
    "decide_extension": {"outcome": "approve"},
    "refuse_inspection": {"statement": "The centre does not open its laboratories to the team."},
    "open_inspection": {"team": ["inspector.one", "inspector.two"], "lead": "inspector.one"},
    "record_inspection": {"outcome": "pass", "report": "On site; all findings closed."},
}
