"""A filled example for every act on an integrity case."""

from domain.integrity.case import Case
from domain.roles import LEADERSHIP, Role
from domain.sample_parts import Content
from domain.standing import ActionStanding

SAMPLES: dict[str, Content] = {
    "report_integrity": {
        "subject_type": "centre",
        "subject_ref": "smart-sensing",
        "centre": "smart-sensing",
        "allegation": "The figures of two annual reports differ from the audited accounts.",
        "source": "report",
        "linked_evaluation": "evaluation/1-1",
    },
    "accept_case": {"investigators": ["expert.he", "expert.lin"], "hold": True, "involved": ["evaluator.lead"]},
    "refuse_case": {"reason": "The report names no fact that could be checked."},
    "name_investigators": {"investigators": ["expert.he"], "recused": ["expert.lin"]},
    "extend_investigation": {"months": 6},
    "record_finding": {"finding": "substantiated", "text": "Two tables of 2025 were invented."},
    "decide_handling": {"handling": [{"code": "void_attempt"}, {"code": "exclude_expert", "term": "3 years"}]},
    "request_review": {"grounds": "The tables were mixed up by a supplier."},
    "decide_review": {"outcome": "upheld"},
    "close_case": {"note": "Filed under 2026-7."},
}


def sample_case_content(action: str) -> Content:
    """A content of the act that passes its form checks; empty when the act needs none."""
    return SAMPLES.get(action, {})


def sample_case_decision(action: ActionStanding, case: Case) -> Content:
    """A whole decision for this act on this case, for the Web UI's form or the `temporal` command."""
    role = Role(action.roles[0])
    leaders = role in LEADERSHIP
    return {
        "decision_id": f"{case.code}-{case.revision + 1}-{action.action}",
        "action": action.action,
        "by": {"person": "your.name", "organisation": "most", "role": role.value},
        "document_number": "国科发监〔2026〕1号" if leaders else None,
        "reason": "why" if leaders else None,
        "content": sample_case_content(action.action),
    }
