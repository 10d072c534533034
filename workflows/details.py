"""Current Details: where the centre stands, in Markdown for the Web UI, with a decision ready to paste."""

import json
from datetime import date

from domain.cautions import warnings_of
from domain.centre import Centre
from domain.obligations import Obligation
from domain.samples import sample_decision
from domain.standing import ActionStanding, actions

SHOWN = 12
DETOURS = ("return", "decline", "withdraw", "end_", "not_", "reject", "propose")


def details(centre: Centre, today: date) -> str:
    """The centre's page for monitors and reviewers. Dates are Asia/Shanghai."""
    possible = actions(centre, today)
    parts = [_head(centre), _owed(centre), _possible(possible), _paste(centre, possible), _notes(centre)]
    return "\n\n".join(part for part in parts if part)


def _head(centre: Centre) -> str:
    cycle = f" · cycle {centre.cycle.no}: {centre.cycle.start} to {centre.cycle.end}" if centre.cycle else ""
    grade = f" · last grade **{centre.grade}** ({centre.grade.zh})" if centre.grade else ""
    since = f" since {centre.since}" if centre.since else ""
    names = f"## {centre.name_zh}\n{centre.name_en or ''} (`{centre.code}`)"
    return f"{names}\n\n**{centre.state}** {centre.state.zh}{since}{cycle}{grade}"


def _owed(centre: Centre) -> str:
    owed = sorted(centre.open_obligations, key=lambda o: (not o.overdue, o.due or date.max))
    if not owed:
        return "Nothing is owed now."
    return "### Who must act\n" + "\n".join(_line(o) for o in owed[:SHOWN])


def _line(o: Obligation) -> str:
    mark = "**OVERDUE** " if o.overdue else ""
    day = f"by **{o.due}**{' (provisional)' if o.provisional else ''}" if o.due else "no date set"
    who = f"{o.owed_by} {o.owed_by.zh}"
    return f"- {mark}{o.term.title} {o.term.zh} (`{o.matter}`): {who}, {day}. {o.basis}, {o.term.article}: {o.why}"


def _possible(possible: tuple[ActionStanding, ...]) -> str:
    rows = (f"- `{a.action}` {a.title_zh} on `{a.matter}`: {', '.join(a.roles)} ({a.article})" for a in possible)
    return "### What may be decided now\n" + "\n".join(rows) if possible else ""


def _paste(centre: Centre, possible: tuple[ActionStanding, ...]) -> str:
    awaited = {o.matter: o.owed_by for o in centre.open_obligations}
    forward = [a for a in possible if not a.action.startswith(DETOURS)] or possible
    best = next((a for a in forward if awaited.get(a.matter) in a.roles), next(iter(forward), None))
    if best is None:
        return ""
    payload = json.dumps(sample_decision(best, centre), ensure_ascii=False, indent=1)
    how = "More actions → Send an Update → `decide`; give each decision an id of its own"
    return f"### To decide `{best.action}` here\n{how}:\n```json\n{payload}\n```"


def _notes(centre: Centre) -> str:
    refused = (
        f"Refused messages: {centre.refusals.count}, the last: {centre.refusals.last}" if centre.refusals.count else ""
    )
    assumed = "Assumed, not known: " + "; ".join(centre.assumed) if centre.assumed else ""
    told = warnings_of(centre)
    warnings = "Warnings: " + "; ".join(told) if told else ""
    return "\n\n".join(part for part in (refused, warnings, assumed) if part)
