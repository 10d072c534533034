"""The life of a centre as a list of moments: what the ledger has recorded, and the days that lie ahead."""

from collections.abc import Sequence
from datetime import date

from domain.days.periods import shanghai_date
from domain.fact import Fact
from domain.law import ACTIONS
from domain.standing import Standing
from workers.register_rows import LedgerRow


class Moment(Fact):
    """One moment: its day in Shanghai, what it is, who acted or must act; `ahead` when not yet come or not met."""

    on: date
    what: str
    who: str
    ahead: bool = False
    overdue: bool = False


def timeline_of(ledger: Sequence[LedgerRow], standing: Standing) -> list[Moment]:
    """The past in the order of the ledger, then what is owed and the end of the cycle, by day."""
    return [*map(_past, ledger), *sorted(_ahead(standing), key=lambda moment: moment.on)]


def _past(row: LedgerRow) -> Moment:
    words = ACTIONS.get(row.because)
    title = f"{words[0].title} {words[0].zh}" if words else row.because
    what = f"{title} ({row.matter}): {row.state.value} {row.state.zh}"
    return Moment(on=shanghai_date(row.recorded_at), what=what, who=row.person or "time")


def _ahead(standing: Standing) -> list[Moment]:
    owed = [
        Moment(
            on=o.due,
            what=f"{o.title} {o.title_zh} ({o.matter}), {o.basis}",
            who=o.owed_by,
            ahead=True,
            overdue=o.overdue,
        )
        for o in standing.obligations
        if o.status == "open" and o.due
    ]
    cycle = standing.cycle
    ends = [Moment(on=cycle.end, what=f"cycle {cycle.no} ends", who="", ahead=True)] if cycle else []
    return owed + ends
