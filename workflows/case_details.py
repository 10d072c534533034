"""What monitors see of an integrity case: search attributes and a page without persons or the allegation (SOD-8)."""

import json
from datetime import date

from domain.integrity.case import Case, FollowUp
from domain.integrity.samples import sample_case_decision
from domain.integrity.standing import actions, next_due, waiting_for
from domain.obligations import Obligation
from domain.standing import ActionStanding
from workflows.signposts import LIST_LIMIT, Value

CONFIDENTIAL = "Confidential 保密: who reported and what is alleged is not shown here."


def signposts(case: Case) -> dict[str, Value]:
    """The search attributes of the case; None where there is none. Instants are in UTC."""
    late = [o.name for o in case.open_obligations if o.overdue]
    coming = next_due(case)
    return {
        "CentreCode": case.centre,
        "LifecycleState": case.state.value,
        "WaitingFor": list(waiting_for(case))[:LIST_LIMIT],
        "OverdueItems": late[:LIST_LIMIT],
        "Overdue": bool(late),
        "NextDeadline": coming.due_at if coming else None,
    }


def details(case: Case, today: date) -> str:
    """The case's page for monitors and officers. Dates are Asia/Shanghai."""
    possible = actions(case, today)
    parts = [_head(case), _owed(case), _asked(case), _possible(possible), _paste(case, possible), _refused(case)]
    return "\n\n".join(part for part in parts if part)


def _head(case: Case) -> str:
    since = f" since {case.since}" if case.since else ""
    subject = f" · against: {case.subject_type} {case.subject_type.zh}" if case.subject_type else ""
    centre = f" · centre `{case.centre}`" if case.centre else ""
    finding = f"\n\nFinding: **{case.finding}** {case.finding.zh}" if case.finding else ""
    chosen = ", ".join(f"{h.code} {h.zh}{f' ({h.term})' if h.term else ''}" for h in case.handling)
    handling = f"\n\nHandling: {chosen}" if chosen else ""
    title = f"## Integrity case 科研诚信案件 `{case.code}`\n{CONFIDENTIAL}"
    return f"{title}\n\n**{case.state}** {case.state.zh}{since}{subject}{centre}{finding}{handling}"


def _owed(case: Case) -> str:
    owed = sorted(case.open_obligations, key=lambda o: (not o.overdue, o.due or date.max))
    return "### Who must act\n" + "\n".join(_line(o) for o in owed) if owed else "Nothing is owed now."


def _line(o: Obligation) -> str:
    mark = "**OVERDUE** " if o.overdue else ""
    day = f"by **{o.due}**{' (provisional)' if o.provisional else ''}" if o.due else "no date set"
    return (
        f"- {mark}{o.term.title} {o.term.zh}: {o.owed_by} {o.owed_by.zh}, {day}. {o.basis}, {o.term.article}: {o.why}"
    )


def _asked(case: Case) -> str:
    rows = "\n".join(_follow_up(f) for f in case.follow_ups)
    return f"### To be decided elsewhere\n{rows}" if rows else ""


def _follow_up(asked: FollowUp) -> str:
    where = f"`{asked.matter}` of the centre `{asked.centre}`" if asked.centre else f"`{asked.matter}`"
    return f"- `{asked.action}` {asked.zh} on {where}: {', '.join(asked.roles)} (because of: {asked.because})"


def _possible(possible: tuple[ActionStanding, ...]) -> str:
    rows = (f"- `{a.action}` {a.title_zh}: {', '.join(a.roles)} ({a.article})" for a in possible)
    return "### What may be decided now\n" + "\n".join(rows) if possible else ""


def _paste(case: Case, possible: tuple[ActionStanding, ...]) -> str:
    awaited = set(waiting_for(case))
    best = next((a for a in possible if awaited & set(a.roles)), next(iter(possible), None))
    if best is None:
        return ""
    payload = json.dumps(sample_case_decision(best, case), ensure_ascii=False, indent=1)
    how = "More actions → Send an Update → `decide`; give each decision an id of its own"
    return f"### To decide `{best.action}` here\n{how}:\n```json\n{payload}\n```"


def _refused(case: Case) -> str:
    refusals = case.refusals
    return f"Refused messages: {refusals.count}, the last: {refusals.last}" if refusals.count else ""
