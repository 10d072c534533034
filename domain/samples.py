"""A filled example for every act, for those who write their first decision."""

from domain.centre import Centre
from domain.changes.samples import SAMPLES as CHANGES
from domain.evaluation.samples import SAMPLES as EVALUATION
from domain.exit.samples import SAMPLES as EXIT
from domain.formation.samples import SAMPLES as FORMATION
from domain.operation.samples import SAMPLES as OPERATION
from domain.policies.samples import SAMPLES as POLICIES
from domain.rectification.samples import SAMPLES as RECTIFICATION
from domain.reports.samples import SAMPLES as REPORTS
from domain.roles import LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.sample_parts import Content
from domain.standing import ActionStanding

CHAPTERS = (FORMATION, OPERATION, REPORTS, EVALUATION, RECTIFICATION, CHANGES, EXIT, POLICIES)
SAMPLES: dict[str, Content] = {action: content for chapter in CHAPTERS for action, content in chapter.items()}


def sample_content(action: str) -> Content:
    """A content of the act that passes its form checks; empty when the act needs none."""
    return SAMPLES.get(action, {})


def sample_decision(action: ActionStanding, centre: Centre) -> Content:
    """A whole decision for this act on this centre, for the Web UI's form or the `temporal` command."""
    role = Role(action.roles[0])
    leaders = role in LEADERSHIP
    return {
        "decision_id": f"{centre.code}-{centre.revision + 1}-{action.action}",
        "matter": action.matter,
        "action": action.action,
        "by": {"person": "your.name", "organisation": _organisation(centre, role), "role": role.value},
        "document_number": "国科发区〔2026〕1号" if leaders else None,
        "reason": "why" if leaders else None,
        "content": sample_content(action.action),
    }


def _organisation(centre: Centre, role: Role) -> str:
    if role in SUPERVISION:
        return next(iter(centre.supervising_departments), "supervising-department")
    return "most" if role in (*MINISTRY, *LEADERSHIP) else centre.code
