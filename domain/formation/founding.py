"""From a launch entry to a centre: a candidate begins empty; a legacy centre enters in its true phase (G-62)."""

from datetime import date, timedelta
from typing import Any

from domain.centre import CENTRE, Centre
from domain.cycles import Anchor, Cycle
from domain.days.periods import Deadline, add_months, on_day
from domain.days.working_days import WorkingCalendar
from domain.editions import edition_on
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.formation.approval import prenotice
from domain.formation.launching import LaunchEntry, LegacyEvaluation, OwedReport
from domain.names import normalise
from domain.obligations import Obligation, owed
from domain.particulars import Approval, Organisation
from domain.policy import DEFAULT, Policy
from domain.practice import NEWEST
from domain.rectification.matter import Rectification, RectificationState
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.years import centre_due, key_of
from domain.roles import Role
from domain.states import Grade, Route, State


def founded(
    entry: LaunchEntry, today: date, policy: Policy = DEFAULT, calendar: WorkingCalendar | None = None
) -> Centre:
    """The centre as it enters the system on that day. Nothing owed from before is back-dated."""
    centre = Centre(
        practice=NEWEST,
        code=entry.code,
        route=entry.route,
        kind=entry.centre_kind,
        name_zh=normalise(entry.name_zh),
        name_en=normalise(entry.name_en) if entry.name_en else None,
        name_conformity=entry.name_conformity,
        edition=edition_on(today).name,
        policy=policy.profile,
        custom_policy=None if policy == DEFAULT else policy,
        calendar=calendar or WorkingCalendar(),
        supervising_departments=entry.supervising_departments,
        lead_entity=_lead(entry),
        technology_field=entry.technology_field,
        region_strategy=entry.region_strategy,
        lead_governments=entry.lead_governments,
        delegated_agency=entry.delegated_agency,
        predecessor=entry.predecessor,
        centre_id=entry.centre_id,
        registered_place=entry.registered_place,
        cycle_years=entry.cycle_years or policy.cycle_years.value,
        assumed=entry.assumed,
    )
    return (
        _inherited(centre, entry, today)
        if entry.route is Route.LEGACY_IMPORT
        else centre.owing(_application(centre, today))
    )


def _application(centre: Centre, today: date) -> Obligation:
    by = Role.MOST_OFFICER if centre.route is Route.COMPREHENSIVE_TOP_DOWN else Role.LEAD_ENTITY_APPLICANT
    return owed("application", CENTRE, None, today, by=by, why="the candidate is launched and nothing is submitted yet")


def _lead(entry: LaunchEntry) -> Organisation | None:
    lead = entry.lead_entity
    return Organisation(name=lead.name, uscc=lead.uscc) if lead else None


def _inherited(centre: Centre, entry: LaunchEntry, today: date) -> Centre:
    state = State(entry.state or State.OPERATING)
    facts = {**_cycles(centre, entry, today), "approval": _approval(entry), "grade": _grade(entry), "plan_version": 1}
    after = centre.with_(**facts, reports_opened=today.year - 1).moved(state, _since(entry, today))
    after = _with_reports(after, entry, today)
    return _in_phase(after, entry, today)


def _grade(entry: LaunchEntry) -> Grade | None:
    return entry.grade or next((cycle.grade for cycle in reversed(entry.cycles) if cycle.grade), None)


def _since(entry: LaunchEntry, today: date) -> date:
    known = entry.since or (entry.approval.decided_on if entry.approval else None)
    return min(known or today, today)


def _approval(entry: LaunchEntry) -> Approval | None:
    approval = entry.approval
    if approval is None:
        return None
    return Approval(document_number=approval.document_number, decided_on=approval.decided_on, form=approval.form)


def _cycles(centre: Centre, entry: LaunchEntry, today: date) -> dict[str, Any]:
    if entry.cycles:
        last = entry.cycles[-1]
        cycle = Cycle(no=last.no, start=last.start, end=last.end)
        note = (f"cycle {last.no} ({last.start} to {last.end})",) if last.assumed else ()
        return {"cycle": cycle, "anchor": _anchor_of(cycle, centre.cycle_years), "assumed": (*centre.assumed, *note)}
    decided = entry.approval.decided_on if entry.approval else None
    return _reckoned(centre, entry, decided, today) if decided else {}


def _anchor_of(cycle: Cycle, years: int) -> Anchor:
    first = cycle.start if cycle.no == 1 else cycle.start - timedelta(days=1)
    regular = Anchor(on=first, first_no=cycle.no)
    return regular if regular.end_of(cycle.no, years) == cycle.end else Anchor(on=cycle.end, first_no=cycle.no + 1)


def _reckoned(centre: Centre, entry: LaunchEntry, decided: date, today: date) -> dict[str, Any]:
    """The cycle that runs; for a centre whose last cycle is still being settled, that last one."""
    anchor, number, years = Anchor(on=decided), 1, centre.cycle_years
    while anchor.end_of(number, years) < today:
        number += 1
    if number > 1 and _is_settling(entry, anchor.end_of(number - 1, years), today, centre.terms):
        number -= 1
    note = f"cycle {number}: reckoned in cycles of {centre.cycle_years} years from the approval on {decided}"
    return {"anchor": anchor, "cycle": anchor.cycle(number, centre.cycle_years), "assumed": (*centre.assumed, note)}


def _is_settling(entry: LaunchEntry, ended: date, today: date, policy: Policy) -> bool:
    if entry.state in ("RENEWAL_PENDING", "RECTIFYING"):
        return True
    months = policy.evaluation.round_window_months
    return entry.state == "EVALUATING" and today <= add_months(ended, months)


def _with_reports(centre: Centre, entry: LaunchEntry, today: date) -> Centre:
    if entry.reports is None:
        return centre
    for year in entry.reports.filed:
        centre = centre.with_matter(_report(year, ReportState.FILED, today))
    for report in entry.reports.owed:
        centre = _owing_report(centre, report, today)
    return centre


def _report(year: int, state: ReportState, today: date) -> AnnualReport:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return AnnualReport(
        key=key_of(year), state=state, since=min(today, last), reporting_year=year, period_from=first, period_to=last
    )


def _owing_report(centre: Centre, report: OwedReport, today: date) -> Centre:
    after = centre.with_matter(_report(report.year, ReportState.OPEN, today))
    clock = centre_due(after, report.year, today, report.due)
    if report.due is None and clock.due is not None and clock.due < today:
        why = f"owed from before the import; its usual day ({clock.due}) is not held against the centre (G-62)"
        clock = owed("ar_centre_due", clock.matter, None, today, why=why)
    return after.owing(clock)


def _in_phase(centre: Centre, entry: LaunchEntry, today: date) -> Centre:
    if entry.evaluation and centre.state is State.EVALUATING:
        return _evaluating(centre, entry.evaluation, today)
    if entry.rectification and centre.state is State.RECTIFYING:
        return _rectifying(centre, entry, today)
    if centre.state is State.RENEWAL_PENDING:
        return centre.owing(owed("next_plan_due", CENTRE, None, today, why="pending since before the import"))
    return centre.owing(_announcement(centre, today)) if centre.cycle else centre


def _announcement(centre: Centre, today: date) -> Obligation:
    usual = prenotice(centre, today)
    if usual.due is None or usual.due >= today:
        return usual
    why = f"its usual day ({usual.due}) lies before the import and is not held against anybody (G-62)"
    return owed("evaluation_prenotice", CENTRE, None, today, why=why)


AWAITED = {
    "NOTIFIED": "participation_confirm",
    "PARTICIPATION_CONFIRMED": "materials_due",
    "MATERIALS_REVIEWED": "assessment",
    "ASSESSING": "assessment",
    "REPORTED": "deliberation",
    "DELIBERATING": "deliberation",
}


def _evaluating(centre: Centre, running: LegacyEvaluation, today: date) -> Centre:
    cycle = centre.cycle
    if cycle is None:
        raise ValueError("an evaluation needs a cycle")
    evaluation = Evaluation(
        key=f"evaluation/{cycle.no}-{running.attempt}",
        state=EvaluationState(running.stage),
        since=min(running.notice_delivered_on or today, today),
        cycle_no=cycle.no,
        attempt=running.attempt,
        window_from=cycle.start,
        window_to=cycle.end,
        centre_name=centre.name_zh,
        notice=running.notice,
        notice_delivered_on=running.notice_delivered_on,
        evaluator=running.evaluator,
        draft_grade=running.draft_grade,
    )
    deadline = on_day(centre.calendar, running.due, "as set before the import") if running.due else None
    return centre.with_matter(evaluation).owing(owed(AWAITED[running.stage], evaluation.key, deadline, today))


def _rectifying(centre: Centre, entry: LaunchEntry, today: date) -> Centre:
    running, cycle_no = entry.rectification, centre.cycle.no if centre.cycle else 1
    if running is None:
        raise ValueError("a rectification needs its order")
    matter = Rectification(
        key=f"rectification/{cycle_no}",
        state=RectificationState.EXECUTING if running.plan_filed_on else RectificationState.PLAN_PENDING,
        since=min(running.delivered_on, today),
        cycle_no=cycle_no,
        delivered_on=running.delivered_on,
        cap_date=add_months(running.delivered_on, centre.terms.rectification.cap_months),
        plan_on=running.plan_filed_on,
    )
    end = centre.calendar.roll(running.deadline)
    deadline = Deadline(raw_due=running.deadline, due=end, why=f"rectification ordered until {running.deadline}")
    clocks = [owed("rectification_period", matter.key, deadline, today)]
    if running.plan_filed_on is None:
        clocks.append(owed("rectification_plan_due", matter.key, None, today, why="not filed before the import (G-62)"))
    return centre.with_matter(matter).owing(*clocks)
