"""Links into the Web UI's list of workflows: saved views live in a browser, links can be handed out."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final
from urllib.parse import quote

from domain.roles import Role
from domain.states import State

BEIJING: Final = timezone(timedelta(hours=8))
RUNNING: Final = "ExecutionStatus = 'Running'"
CENTRES: Final = f"WorkflowType = 'Centre' AND {RUNNING}"
WEDGED: Final = f"TemporalReportedProblems IS NOT NULL AND {RUNNING}"
CANDIDATES: Final = tuple(s for s in State if not (s.in_sequence or s.final or s is State.CLOSING))
GROUPS: Final = (
    ("Candidates", CANDIDATES),
    ("In operation", (State.OPERATING, State.RENEWAL_PENDING)),
    ("Under evaluation", (State.EVALUATING,)),
    ("In rectification", (State.RECTIFYING, State.RECTIFICATION_INSPECTION)),
    ("On the way out", (State.EXIT_PROPOSED, State.CLOSING)),
)
ASKED: Final = (
    ("Waiting for the supervising department", Role.SD_REVIEWER),
    ("Waiting for MOST's officers", Role.MOST_OFFICER),
    ("Waiting for MOST's leadership", Role.MOST_LEADERSHIP),
)


def filtered_links(
    ui_address: str, namespace: str = "default", today: date | None = None, within_days: int = 30
) -> list[tuple[str, str]]:
    """Label and address of each ready-made view; the one on deadlines only when `today` is given."""
    due = () if today is None else (_due(today, within_days),)
    return [(label, link(ui_address, query, namespace)) for label, query in (*_standing(), *due)]


def link(ui_address: str, query: str, namespace: str = "default") -> str:
    """The address of the Web UI's list of the workflows which the query finds."""
    base = f"{ui_address.rstrip('/')}/namespaces/{quote(namespace, safe='')}"
    return f"{base}/workflows?query={quote(query, safe='')}"


def _standing() -> Iterable[tuple[str, str]]:
    yield "All running centres", CENTRES
    yield "Overdue", f"Overdue = true AND {CENTRES}"
    yield from ((label, f"{_in_state(states)} AND {CENTRES}") for label, states in GROUPS)
    yield from ((label, f"WaitingFor = '{role.value}' AND {CENTRES}") for label, role in ASKED)
    yield "Integrity cases", f"WorkflowType = 'IntegrityCase' AND {RUNNING}"
    yield "MOST's rounds", f"WorkflowType = 'Round' AND {RUNNING}"
    yield "Wedged: Temporal reports problems", WEDGED


def _in_state(states: Iterable[State]) -> str:
    return f"LifecycleState IN ({', '.join(repr(state.value) for state in states)})"


def _due(today: date, days: int) -> tuple[str, str]:
    first, last = _moment(today, time.min), _moment(today + timedelta(days=days), time(23, 59, 59))
    return f"Due within {days} days", f"NextDeadline BETWEEN '{first}' AND '{last}' AND {CENTRES}"


def _moment(day: date, at: time) -> str:
    return datetime.combine(day, at, BEIJING).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
