"""The table of the acts on a round: all of them, one row each."""

from typing import Any, Final

from domain.roles import LEADERSHIP, MINISTRY
from domain.rounds import calling, closing, publishing
from domain.rounds.contents import Closing, PriorityList, Sending
from domain.rounds.rows import CALLING, LISTING, RoundRule
from domain.rounds.states import RoundKind, RoundState

ROWS: Final[tuple[RoundRule[Any], ...]] = (
    RoundRule(
        action="publish_priority_list",
        title="Publish the priority fields of the year",
        zh="发布年度优先布局领域安排",
        article="Art 16.1",
        kinds=LISTING,
        at=(RoundState.PREPARED, RoundState.OPEN),
        by=LEADERSHIP,
        content=PriorityList,
        apply=publishing.publish,
        begins=True,
        faults=publishing.list_faults,
        lacks_reason=publishing.replaces_without_reason,
        number=publishing.number_of,
    ),
    RoundRule(
        action="open_round",
        title="Open the round",
        zh="启动工作",
        article="Art 6.3",
        kinds=tuple(RoundKind),
        at=(RoundState.PREPARED,),
        by=MINISTRY,
        content=Sending,
        apply=calling.open_round,
        begins=True,
        faults=calling.opening_faults,
    ),
    RoundRule(
        action="add_centres",
        title="Call further centres",
        zh="补充通知",
        article="Art 6.3",
        kinds=CALLING,
        at=(RoundState.OPEN,),
        by=MINISTRY,
        content=Sending,
        apply=calling.add_centres,
        faults=calling.adding_faults,
    ),
    RoundRule(
        action="retry_round",
        title="Call again those who refused or were not reached",
        zh="再次通知",
        article="Art 6.3",
        kinds=CALLING,
        at=(RoundState.OPEN,),
        by=MINISTRY,
        content=Sending,
        apply=calling.retry_round,
        faults=calling.again_faults,
        not_yet=calling.nobody_to_call_again,
    ),
    RoundRule(
        action="close_round",
        title="Close the round",
        zh="结束工作",
        article="Art 6.3",
        kinds=tuple(RoundKind),
        at=(RoundState.PREPARED, RoundState.OPEN),
        by=MINISTRY,
        content=Closing,
        apply=closing.close_round,
        lacks_reason=closing.closes_without_reason,
    ),
)
ACTIONS: Final[dict[str, RoundRule[Any]]] = {row.action: row for row in ROWS}


def stands_ready(row: RoundRule[Any], kind: RoundKind, state: RoundState) -> bool:
    """Whether the act exists for rounds of this kind and may be used at this state."""
    return kind in row.kinds and state in row.at
