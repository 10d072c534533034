"""Closing down after a confirmed exit: what lapses, the closing tasks, the end (B.12; O14, X06, A10)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.days.periods import after_days
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.exit.matter import Exit, ExitState
from domain.fact import Command
from domain.matter import Matter, Side
from domain.obligations import Obligation, Status, owed
from domain.operation.services import publication
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.rectification.matter import Rectification, RectificationState
from domain.reports.matter import AnnualReport, ReportState
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION, Role
from domain.rules import Act, Reach, rule
from domain.states import Named, State
from domain.texts import Line

KEY = "exit"
LAPSED: dict[type[Matter], Named] = {
    AnnualReport: ReportState.CLOSED_UNFILED,
    Evaluation: EvaluationState.CLOSED,
    Rectification: RectificationState.CLOSED,
    Change: ChangeState.LAPSED,
    Subsidy: SubsidyState.SUSPENDED,
}
END = {"removed": State.REMOVED, "revoked": State.REVOKED, "merged": State.MERGED}
TASKS = (
    "publish_decision",
    "name_use_stop",
    "closing_report_due",
    "task_handover",
    "subsidy_settlement",
    "archive",
    "register_update",
)


def closed_down(centre: Centre, exit_: Exit, on: date) -> Centre:
    """The centre is out of the sequence; every business clock ends and the closing tasks are owed (O12, B.13)."""
    after = centre.met(KEY, "exit_decision_sla", on)
    everything = tuple(o.closed(Status.LAPSED, on) if o.is_open else o for o in after.obligations)
    matters = {key: _lapsed(matter, on) for key, matter in after.matters.items()}
    after = after.with_(obligations=everything, matters=matters).with_matter(exit_).moved(State.CLOSING, on)
    return after.owing(*closing_tasks(after, on))


def _lapsed(matter: Matter, on: date) -> Matter:
    state = LAPSED.get(type(matter))
    return matter.at(state, on) if state and matter.is_open else matter


def closing_tasks(centre: Centre, on: date) -> tuple[Obligation, ...]:
    """The closing tasks, two of them with a day (F.1), the others awaited."""
    terms, calendar = centre.terms.exit, centre.calendar
    name_stop = after_days(calendar, on, terms.name_stop_days, "the exit was decided")
    report = after_days(calendar, on, terms.closing_report_days, "the exit was decided")
    dated = (owed("name_use_stop", KEY, name_stop, on), owed("closing_report_due", KEY, report, on))
    awaited = tuple(
        owed(key, KEY, None, on) for key in ("task_handover", "subsidy_settlement", "archive", "register_update")
    )
    return (publication(centre, KEY, on), *dated, *awaited)


Task = Literal[
    "publish_decision",
    "name_use_stop",
    "closing_report_due",
    "task_handover",
    "subsidy_settlement",
    "archive",
    "register_update",
]


class DoneTask(Command):
    """A closing task that is done, or waived with a reason."""

    task: Task
    waived_because: Line | None = None


class ClosingTask(DoneTask):
    """One closing task settled."""

    evidence: Line | None = None


def _owed_task(centre: Centre, act: Act[ClosingTask]) -> list[str]:
    return [] if centre.open_obligation(KEY, act.content.task) else [f"task: {act.content.task} is no longer owed"]


@rule(
    "O14",
    "complete_closing_task",
    "Settle a closing task",
    "完成退出事项",
    "Art 30",
    on=KEY,
    lasts=Reach.CLOSING,
    at=[ExitState.CONFIRMED],
    by=(*MINISTRY, *SUPERVISION, *CENTRE_STAFF, Role.MOF_OFFICER),
    side=Side.RECORD,
    content=ClosingTask,
    faults=_owed_task,
)
def complete_closing_task(centre: Centre, act: Act[ClosingTask]) -> Centre:
    """One closing task is done, or waived."""
    return _settled(centre, act.content, act.on)


def _settled(centre: Centre, done: DoneTask, on: date) -> Centre:
    if not done.waived_because:
        return centre.met(KEY, done.task, on)
    waived = (o.closed(Status.WAIVED, on) if o.is_open and o.key == done.task else o for o in centre.obligations)
    return centre.with_(obligations=tuple(waived))


class ClosingReport(Command):
    """The end of the closing: the tasks settled with this act, and the archive's manifest."""

    tasks: Annotated[tuple[DoneTask, ...], Field(max_length=20)] = ()
    archive_manifest: Line | None = None


def _all_settled(centre: Centre, act: Act[ClosingReport]) -> list[str]:
    settled = {t.task for t in act.content.tasks}
    left = [key for key in TASKS if centre.open_obligation(KEY, key) and key not in settled]
    return [f"tasks: {key} is still owed; name it here as done, or waived with waived_because" for key in left]


@rule(
    "O14",
    "closing_complete",
    "Complete the closing",
    "退出处理完毕",
    "Art 30",
    on=KEY,
    lasts=Reach.CLOSING,
    at=[ExitState.CONFIRMED],
    by=MINISTRY,
    side=Side.RECORD,
    content=ClosingReport,
    faults=_all_settled,
)
def closing_complete(centre: Centre, act: Act[ClosingReport]) -> Centre:
    """The life has ended; only a reinstatement could bring it back (B.0 rule 8)."""
    after = centre
    for done in act.content.tasks:
        after = _settled(after, done, act.on)
    exit_ = after.find(Exit, KEY)
    after = after.ended(KEY, Status.LAPSED, act.on).with_matter(exit_.at(ExitState.COMPLETED, act.on))
    return after.moved(END[exit_.outcome or "revoked"], act.on)
