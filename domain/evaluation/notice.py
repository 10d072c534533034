"""The performance evaluation of a cycle: notice, taking part, the final notice (Art 27; E01, E02, E05, E06)."""

from datetime import date, timedelta

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.days.periods import add_months, after_working_days
from domain.evaluation.clocks import first_clocks, materials_day
from domain.evaluation.independence import Evaluator, evaluator_faults
from domain.evaluation.matter import KIND, Evaluation, EvaluationState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.practice import WHOLE
from domain.roles import MINISTRY, Role
from domain.rules import Act, Nothing, rule
from domain.states import State
from domain.texts import Line

LEGAL = (Role.CENTRE_LEGAL_REPRESENTATIVE,)
LEAD = (Role.EVALUATOR_LEAD,)


def next_key(centre: Centre) -> str:
    """The key of the evaluation that would be opened now: cycle and attempt."""
    cycle = centre.cycle.no if centre.cycle else 1
    attempts = sum(1 for m in centre.matters.values() if isinstance(m, Evaluation) and m.cycle_no == cycle)
    return f"{KIND}/{cycle}-{attempts + 1}"


class Notice(Command):
    """The notice of the evaluation (Art 27). `round` when MOST evaluates in a batch (G-07)."""

    evaluator: Evaluator
    delivered_on: Day | None = None
    round: Line | None = None


def _window_is_open(centre: Centre, _matter: str, today: date) -> str | None:
    if centre.cycle is None:
        return "the cycle of this centre is not known yet"
    first = add_months(centre.cycle.end, -centre.terms.evaluation.round_window_months)
    return (
        None
        if today >= first
        else f"the evaluation of a cycle that ends on {centre.cycle.end} opens on {first} at the earliest"
    )


def _notice_faults(centre: Centre, act: Act[Notice]) -> list[str]:
    content, faults = act.content, delivered_early(act.content.delivered_on, act.on)
    if content.evaluator.organisation == centre.delegated_agency:
        faults.append("evaluator.organisation: the centre's delegated agency may not evaluate it (SOD-3)")
    end = centre.cycle.end if centre.cycle else act.on
    first = end - timedelta(days=centre.terms.evaluation.prenotice_days)
    if act.on < first and content.round is None:
        faults.append(f"round: before {first} only a MOST round may open the evaluation; name it (G-07)")
    return faults


def _tied(centre: Centre, act: Act[Notice]) -> list[str]:
    return evaluator_faults(centre, act.content.evaluator, act.on)


@rule(
    "O01, E01",
    "open_evaluation",
    "Give notice of the evaluation",
    "发出绩效评估通知",
    "Art 27",
    on=KIND,
    opens=True,
    at=[State.OPERATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Notice,
    not_yet=_window_is_open,
    faults=_notice_faults,
    stricter=_tied,
)
def open_evaluation(centre: Centre, act: Act[Notice]) -> Centre:
    """The centre is called to its evaluation; the data window is the cycle."""
    cycle = centre.cycle
    if cycle is None:
        raise ValueError("an evaluation needs a cycle")
    evaluation = Evaluation(
        key=act.matter,
        state=EvaluationState.NOTIFIED,
        since=act.on,
        cycle_no=cycle.no,
        attempt=int(act.matter.rpartition("-")[2]),
        window_from=cycle.start,
        window_to=cycle.end,
        centre_name=centre.name_zh,
        notice=act.decision.document_number,
        evaluator=act.content.evaluator.organisation,
        team=act.content.evaluator.team,
        mandate_no=act.content.evaluator.mandate_no,
        notice_delivered_on=act.content.delivered_on or act.on,
    )
    after = centre.met(CENTRE, "evaluation_prenotice", act.on).with_matter(evaluation)
    if evaluation.attempt > 1:
        after = after.met(CENTRE, "new_attempt", act.on).met(CENTRE, "result_followup", act.on)
    return after.moved(State.EVALUATING, act.on).owing(*first_clocks(centre, evaluation, act.on))


UNCONFIRMED = (EvaluationState.NOTIFIED, EvaluationState.NO_RESPONSE, EvaluationState.FINAL_NOTICE)


def _confirmed_already(centre: Centre, matter: str, _today: date) -> str | None:
    if not centre.find(Evaluation, matter).takes_part:
        return None
    return "the centre has confirmed already that it takes part; what is awaited is its materials"


@rule(
    "E02, E06",
    "confirm_participation",
    "Confirm taking part",
    "确认参加评估",
    "Art 10.4",
    on=KIND,
    at=UNCONFIRMED,
    by=LEGAL,
    side=Side.SUBMIT,
    content=Nothing,
    not_yet=_confirmed_already,
)
def confirm_participation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The centre takes part; even after the final notice this is accepted (E06)."""
    evaluation = centre.find(Evaluation, act.matter).at(
        EvaluationState.PARTICIPATION_CONFIRMED, act.on, confirmed_on=act.on
    )
    after = centre.met(act.matter, "participation_confirm", act.on).met(act.matter, "final_notice", act.on)
    after = after.cancelled(act.matter, "no_response", "absence", on=act.on).with_matter(evaluation)
    return after if after.open_obligation(act.matter, "materials_due") else after.owing(_materials_again(after, act))


def _materials_again(centre: Centre, act: Act[Nothing]) -> Obligation:
    usual = materials_day(centre, centre.find(Evaluation, act.matter))
    if usual.due >= act.on:
        return owed("materials_due", act.matter, usual, act.on)
    why = f"the usual day ({usual.due}) had passed when the evaluation was taken up"
    return owed("materials_due", act.matter, None, act.on, why=why)


def unanswered(centre: Centre, matter: str, on: date) -> Centre:
    """Nobody has confirmed in time: MOST is asked to send the final notice (E05). No status changes."""
    evaluation = centre.find(Evaluation, matter)
    if evaluation.state is not EvaluationState.NOTIFIED:
        return centre
    why = "the centre has not answered the notice in time"
    after = centre.with_matter(evaluation.at(EvaluationState.NO_RESPONSE, evaluation.since))
    return after.owing(owed("no_response", matter, None, on, why=why))


@rule(
    "E02",
    "confirm_participation",
    "Confirm taking part",
    "确认参加评估",
    "Art 10.4",
    on=KIND,
    since=WHOLE,
    at=[EvaluationState.DEFERRED],
    by=LEGAL,
    side=Side.SUBMIT,
    content=Nothing,
    not_yet=_confirmed_already,
)
def confirm_deferred(centre: Centre, act: Act[Nothing]) -> Centre:
    """The centre takes part in the deferred evaluation."""
    evaluation = centre.find(Evaluation, act.matter)
    return centre.with_matter(evaluation.model_copy(update={"confirmed_on": act.on}))


def _materials_are_late(centre: Centre, matter: str, _today: date) -> str | None:
    clock = centre.open_obligation(matter, "materials_due")
    return None if clock and clock.overdue else "the day of the materials has not passed"


@rule(
    "E05",
    "send_final_notice",
    "Send the final notice",
    "催告",
    "Art 30",
    on=KIND,
    since=WHOLE,
    at=[EvaluationState.PARTICIPATION_CONFIRMED, EvaluationState.DEFERRED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Nothing,
    not_yet=_materials_are_late,
)
@rule(
    "E05",
    "send_final_notice",
    "Send the final notice",
    "催告",
    "Art 30",
    on=KIND,
    at=[EvaluationState.NO_RESPONSE],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Nothing,
)
def send_final_notice(centre: Centre, act: Act[Nothing]) -> Centre:
    """The last call before a finding of non-participation, with a date."""
    n = centre.terms.evaluation.final_notice_wd
    call = owed("final_notice", act.matter, after_working_days(centre.calendar, act.on, n, "the final notice"), act.on)
    evaluation = centre.find(Evaluation, act.matter).at(EvaluationState.FINAL_NOTICE, act.on)
    after = centre.met(act.matter, "no_response", act.on).with_matter(evaluation)
    return after.cancelled(act.matter, "participation_confirm", on=act.on).owing(call)


def last_call_expired(centre: Centre, matter: str, on: date) -> Centre:
    """The final notice has expired: a person must say whether the absence is justified (E07, G-39)."""
    if centre.find(Evaluation, matter).state is not EvaluationState.FINAL_NOTICE:
        return centre
    why = "the final notice has expired; whether the absence is justified is decided by a person"
    return centre.owing(owed("absence", matter, None, on, why=why))
