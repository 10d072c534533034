"""A filled example for every act of a round, by the kind of the round."""

from domain.evaluation.samples import SAMPLES as EVALUATION
from domain.rounds.states import RoundKind
from domain.sample_parts import Content

CENTRES: Content = {"centres": ["smart-sensing", "high-speed-train"]}
BY_KIND: dict[RoundKind, Content] = {
    RoundKind.PRIORITY_LIST: {},
    RoundKind.ANNUAL_REPORT: {**CENTRES},
    RoundKind.EVALUATION: {**CENTRES, **EVALUATION["open_evaluation"]},
}
PRIORITY_LIST: Content = {"fields": [{"code": "03", "name": "智能传感"}, {"name": "轨道交通"}]}


def sample_content(action: str, kind: RoundKind) -> Content:
    """A content of the act that passes its form checks; empty when the act needs none."""
    if action in ("open_round", "add_centres"):
        return BY_KIND[kind]
    return PRIORITY_LIST if action == "publish_priority_list" else {}
