"""What monitors see of a round: its search attributes, and Current Details with the outcome of every centre."""

import json

from domain.days.periods import shanghai_date
from domain.obligations import Obligation
from domain.rounds.book import Member, RoundBook
from domain.rounds.samples import sample_content
from domain.rounds.standing import actions, counts, overdue, waiting_for
from domain.rounds.states import Outcome
from domain.standing import ActionStanding
from workflows.signposts import Value

SHOWN = 60
CUT = 160
FIRST = (Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.PENDING, Outcome.ALREADY, Outcome.TAKEN)


def signposts(book: RoundBook) -> dict[str, Value]:
    """The search attributes of a round (public contract's list); None where there is none. Instants are in UTC."""
    late = overdue(book)
    return {
        "LifecycleState": book.state.value,
        "WaitingFor": list(waiting_for(book)),
        "OverdueItems": list(late),
        "Overdue": bool(late),
        "NextDeadline": min((o.due_at for o in book.open_obligations if o.due_at and not o.overdue), default=None),
    }


def details(book: RoundBook) -> str:
    """The round's page for monitors and officers. Dates are Asia/Shanghai."""
    possible = actions(book)
    parts = (_head(book), _owed(book), _fields(book), _outcomes(book), _possible(possible), _paste(book, possible))
    return "\n\n".join(part for part in (*parts, _notes(book)) if part)


def _head(book: RoundBook) -> str:
    since = f" since {book.since}" if book.since else ""
    notice = f" · notice {book.notice}" if book.notice else ""
    return f"## {book.name_zh}\n`{book.key}`\n\n**{book.state}** {book.state.zh}{since}{notice}"


def _owed(book: RoundBook) -> str:
    return "### Who must act\n" + "\n".join(map(_line, book.open_obligations)) if book.open_obligations else ""


def _line(o: Obligation) -> str:
    mark = "**OVERDUE** " if o.overdue else ""
    who = f"{o.owed_by} {o.owed_by.zh}"
    return f"- {mark}{o.term.title} {o.term.zh}: {who}, by **{o.due}**. {o.basis}, {o.term.article}: {o.why}"


def _fields(book: RoundBook) -> str:
    listed = book.published
    if listed is None:
        return ""
    names = "; ".join(f"{field.code or ''} {field.name}".strip() for field in listed.fields)
    return f"### Priority fields, {listed.document_number}, {listed.published_on}\n{names[:4000]}"


def _outcomes(book: RoundBook) -> str:
    if not book.members:
        return ""
    told = ", ".join(f"{n} {Outcome(name).zh} ({name})" for name, n in counts(book).items() if n)
    ordered = [code for outcome in FIRST for code in book.those(outcome)]
    rows = "\n".join(_row(code, book.members[code]) for code in ordered[:SHOWN])
    more = f"\n\n… and {len(ordered) - SHOWN} more" if len(ordered) > SHOWN else ""
    return f"### Centres: {told}\n| centre | outcome | on | why |\n|---|---|---|---|\n{rows}{more}"


def _row(code: str, member: Member) -> str:
    on = shanghai_date(member.at) if member.at else ""
    why = ": ".join(part for part in (member.code, member.sentence) if part)[:CUT].replace("|", "/").replace("\n", " ")
    return f"| `{code}` | {member.status} {member.status.zh} | {on} | {why} |"


def _possible(possible: tuple[ActionStanding, ...]) -> str:
    rows = (f"- `{a.action}` {a.title_zh}: {', '.join(a.roles)} ({a.article})" for a in possible)
    return "### What may be decided now\n" + "\n".join(rows) if possible else ""


def _paste(book: RoundBook, possible: tuple[ActionStanding, ...]) -> str:
    best = next(iter(possible), None)
    if best is None:
        return ""
    leaders = best.action == "publish_priority_list"
    payload = {
        "decision_id": f"{book.key.replace('/', '.')}-{book.revision + 1}-{best.action}",
        "action": best.action,
        "by": {"person": "your.name", "organisation": "most", "role": best.roles[0]},
        "document_number": "国科发区〔2026〕1号" if leaders else None,
        "content": sample_content(best.action, book.kind),
    }
    how = "More actions → Send an Update → `decide`; give each decision an id of its own"
    written = json.dumps(payload, ensure_ascii=False, indent=1)
    return f"### To decide `{best.action}` here\n{how}:\n```json\n{written}\n```"


def _notes(book: RoundBook) -> str:
    refused = book.refusals
    told = f"Refused messages: {refused.count}, the last: {refused.last}" if refused.count else ""
    undone = f"Closed with this undone: {'; '.join(book.undone)[:2000]}" if book.undone else ""
    reason = f"Reason: {book.close_reason}" if book.close_reason else ""
    return "\n\n".join(part for part in (undone, reason, told) if part)
