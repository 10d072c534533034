"""Closing down after a confirmed exit: what lapses, the closing tasks, the end (B.12; O14, X06, A10, G-32, G-49)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.days.periods import after_days
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.exit.matter import Exit, ExitState, SettledTask
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


def closed_down(centre: Centre, exit_: Exit, on: date, keeping: tuple[str, ...] = ()) -> Centre:
    """The centre is out of the sequence; every business clock ends and the closing tasks are owed (O12, B.13).

    An approved change lapses too, unless leadership keeps it (G-32); money not yet paid waits for MOF (G-49).
    """
    after = centre.met(KEY, "exit_decision_sla", on)
    ending = {k: LAPSED[type(m)] for k, m in after.matters.items() if k not in keeping and _ends(centre, m)}
    was = {key: str(after.matters[key].state) for key in ending}
    everything = tuple(o.closed(Status.LAPSED, on) if o.is_open else o for o in after.obligations)
    matters = {key: m.at(ending[key], on) if key in ending else m for key, m in after.matters.items()}
    after = after.with_(obligations=everything, matters=matters).moved(State.CLOSING, on)
    after = after.with_matter(exit_.model_copy(update={"lapsed": was}))
    return after.owing(*closing_tasks(after, on), *_money_to_recover(after, exit_, was, on))


def _ends(centre: Centre, matter: Matter) -> bool:
    unpaid = centre.whole and isinstance(matter, Subsidy) and matter.state is SubsidyState.ARRANGED
    return type(matter) in LAPSED and (matter.is_open or unpaid)


def _money_to_recover(centre: Centre, exit_: Exit, was: dict[str, str], on: date) -> tuple[Obligation, ...]:
    """After a finding against integrity MOF looks at what it has arranged or paid (Arts 7, 31)."""
    if not centre.whole or exit_.ground != "integrity":
        return ()
    given = ("ARRANGED", "DISBURSED", "SETTLED")
    money = [m for m in centre.matters.values() if isinstance(m, Subsidy) and was.get(m.key, m.state) in given]
    return tuple(owed("subsidy_recovery", m.key, None, on, why="the centre is revoked for integrity") for m in money)


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
    return _settled(centre, act.content, act.on, act.content.evidence)


def _settled(centre: Centre, done: DoneTask, on: date, evidence: str | None = None) -> Centre:
    exit_ = centre.find(Exit, KEY)
    kept = SettledTask(**done.model_dump(include={"task", "waived_because"}), on=on, evidence=evidence)
    centre = centre.with_matter(exit_.model_copy(update={"tasks_settled": (*exit_.tasks_settled, kept)}))
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
    ended = exit_.at(ExitState.COMPLETED, act.on, archive_manifest=act.content.archive_manifest)
    after = _nothing_left(after.ended(KEY, Status.LAPSED, act.on).with_matter(ended), act.on)
    return after.moved(END[exit_.outcome or "revoked"], act.on)


def _nothing_left(centre: Centre, on: date) -> Centre:
    """A change that was kept and has not come to its day lapses with the life; no clock outlives it (G-32)."""
    for change in centre.open_of(Change):
        centre = centre.with_matter(change.at(ChangeState.LAPSED, on))
    return centre.with_(obligations=tuple(o.closed(Status.LAPSED, on) if o.is_open else o for o in centre.obligations))
