"""Parts that the examples of several chapters share: a plan, evidence, deficiencies, conditions."""

from pydantic import JsonValue

Content = dict[str, JsonValue]

PLAN: Content = {
    "development_goals": "Close the gap in wafer-level packaging within the cycle.",
    "key_tasks": [{"title": "Pilot line for wafer-level packaging", "owner": "Institute 1"}],
    "management_mechanism": "Council decides, director responsible, projects by open call.",
    "safeguards": "Land, 200 million CNY of local funds, 60 posts.",
    "schedule": [{"title": "Pilot line runs", "due": "2028-06-30"}],
    "assessment_indicators": [{"name": "Tech SMEs served", "unit": "n", "baseline": "0", "target": "120"}],
    "targets": [
        {"horizon": "short", "text": "Team and pilot line in place"},
        {"horizon": "mid", "text": "Three chokepoint processes solved"},
        {"horizon": "long", "text": "Open platform of the industry"},
    ],
    "council_resolution": "Council resolution 2026-3",
}
EVIDENCE: Content = {"done": True, "evidence": "Annex 2, minutes of 2026-05-12"}
REASONS: Content = {"deficiencies": ["The schedule has no dates after the second year."]}
EXPERTS = [f"expert.{n}" for n in range(1, 8)]


def conditions(article: int) -> list[JsonValue]:
    """The five conditions of the article, all met."""
    return [{"item": f"{article}.{n}", "result": "met", "remark": None} for n in range(1, 6)]
