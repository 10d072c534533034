"""The search attributes of a centre: what monitors filter and see in columns (public contract)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate

from domain.centre import Centre
from domain.days.periods import due_instant
from domain.standing import next_due, open_matters, overdue_reports, waiting_for

KEYWORD_LIMIT = 255
LIST_LIMIT = 40

Value = str | bool | int | datetime | Sequence[str] | None

KEYWORDS = ("CentreCode", "CentreName", "CentreKind", "SupervisingDepartment", "LifecycleState", "Grade")
LISTS = ("WaitingFor", "OpenMatters", "OverdueItems")
BOOLS = ("InSequence", "Overdue")
DATETIMES = ("NextDeadline", "CycleEnd")
INTS = ("CycleNo", "OverdueReports")
KEYS: dict[str, SearchAttributeKey[Any]] = {
    **{name: SearchAttributeKey.for_keyword(name) for name in KEYWORDS},
    **{name: SearchAttributeKey.for_keyword_list(name) for name in LISTS},
    **{name: SearchAttributeKey.for_bool(name) for name in BOOLS},
    **{name: SearchAttributeKey.for_datetime(name) for name in DATETIMES},
    **{name: SearchAttributeKey.for_int(name) for name in INTS},
}


def signposts(centre: Centre) -> dict[str, Value]:
    """The value of every search attribute; None where there is none. Instants are in UTC."""
    late = [o.name for o in centre.open_obligations if o.overdue]
    coming = next_due(centre)
    return {
        "CentreCode": centre.code,
        "CentreName": centre.name_zh[:KEYWORD_LIMIT],
        "CentreKind": centre.kind.value,
        "SupervisingDepartment": next(iter(centre.supervising_departments), None),
        "LifecycleState": centre.state.value,
        "Grade": centre.grade.value if centre.grade else None,
        "WaitingFor": list(waiting_for(centre))[:LIST_LIMIT],
        "OpenMatters": list(open_matters(centre))[:LIST_LIMIT],
        "OverdueItems": late[:LIST_LIMIT],
        "InSequence": centre.in_sequence,
        "Overdue": bool(late),
        "NextDeadline": coming.due_at if coming else None,
        "CycleEnd": due_instant(centre.cycle.end) if centre.cycle else None,
        "CycleNo": centre.cycle.no if centre.cycle else None,
        "OverdueReports": overdue_reports(centre),
    }


def updates(before: dict[str, Value] | None, after: dict[str, Value]) -> list[SearchAttributeUpdate[Any]]:
    """The updates that turn what monitors see into what is true; everything when nothing is known of before."""
    return [_update(name, value) for name, value in after.items() if before is None or before[name] != value]


def _update(name: str, value: Value) -> SearchAttributeUpdate[Any]:
    return KEYS[name].value_unset() if value is None else KEYS[name].value_set(value)
