"""`ncti integrity report`, `list`, `show`, `decide`: integrity cases 科研诚信案件 (Art 31), kept confidential."""

from typing import Annotated, Final

import typer
from pydantic import TypeAdapter, ValidationError
from rich.text import Text

from domain.decisions import Receipt
from domain.formation.launching import Code as CaseCode
from domain.integrity.standing import CaseStanding
from domain.integrity.states import CaseState
from domain.standing import ActionStanding, ObligationStanding
from starter.commands.listing import AsJson
from starter.commands.options import AsRole, Content, DecisionId, Number, On, Organisation, Person, Reason
from starter.deciding_cases import REPORT, case_role_for, case_standing, send_to_case
from starter.exits import Misuse, run
from starter.places import Places
from starter.sending import NotFound
from starter.speaking import BASIS, day, role_zh, say, say_json, show_table, warn
from starter.wording import Said, read_content, worded
from workers import case_view
from workers.case_view import CaseRow

CASES: Final = ("code", "state", "since", "against", "centre", "waits for", "next deadline", "overdue")
OWED: Final = ("by", "what", "who", "basis", "why", "")
POSSIBLE: Final = ("action", "", "by", "under")
ASKED: Final = ("action", "", "centre", "matter", "by")

Code = Annotated[str, typer.Argument(metavar="CODE", help="The case's code.")]
Action = Annotated[str, typer.Argument(metavar="ACTION", help="The act, such as accept_case.")]


def report(
    code: Code,
    person: Person,
    content: Content = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Report a breach of integrity: the case begins under this code, and who reported is shown to nobody."""
    said = Said(person, organisation, role, on.date() if on else None, decision_id=decision_id)
    _decided(code, REPORT, said, content, as_json)


def decide(
    code: Code,
    action: Action,
    person: Person,
    content: Content = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    document_number: Number = None,
    reason: Reason = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Send one decision to a case and show where it stands then."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, reason, decision_id)
    _decided(code, action, said, content, as_json)


def _decided(code: str, action: str, said: Said, content: str | None, as_json: bool) -> None:
    receipt, standing = run(_send(_checked(code), action, said, content))
    if as_json:
        say_json(receipt)
        return
    words = f"Accepted. {receipt.matter} is now {receipt.state} {standing.state_zh} (revision {receipt.revision})."
    say(Text(words, style="bold"))
    for o in [o for o in standing.obligations if o.status == "open"]:
        say(f"  {role_zh(o.owed_by)}: {o.title} {o.title_zh}, {day(o.due, o.provisional)}")


def _checked(code: str) -> str:
    try:
        return str(TypeAdapter(CaseCode).validate_python(code))
    except ValidationError:
        raise Misuse(f"{code} is no code of a case: use 3 to 40 of a-z, 0-9 and -, such as 2026-07.") from None


async def _send(code: str, action: str, said: Said, content: str | None) -> tuple[Receipt, CaseStanding]:
    places, carried = Places.found(), read_content(content)
    decision = await worded(places, action, said, carried, lambda held: case_role_for(action, held))
    client = await places.client()
    receipt = await send_to_case(client, code, decision, policy=places.policy())
    return receipt, await case_standing(client, code)


def list_cases(
    state: Annotated[CaseState | None, typer.Option(help="Only cases in this state.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only cases with something overdue.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the cases of the register: where each stands, who must act, what is overdue; never who reported."""
    rows = run(_read_all(Places.found(), state, overdue))
    if as_json:
        say_json([row.standing for row in rows])
    else:
        show_table("Integrity cases 科研诚信案件", CASES, [_row(row) for row in rows], "There is no such case.")


async def _read_all(places: Places, state: CaseState | None, overdue: bool) -> list[CaseRow]:
    async with places.register() as db:
        return await case_view.cases(db, state, overdue)


def _row(row: CaseRow) -> tuple[str, ...]:
    owed = [o for o in row.standing.obligations if o.status == "open"]
    first = min(owed, key=lambda o: str(o.due or "9999"), default=None)
    coming = f"{first.due or ''} {first.title}".strip() if first else ""
    late = ", ".join(row.standing.overdue)
    state, since = f"{row.state} {row.state_zh}", str(row.since or "")
    return (row.code, state, since, row.subject_type or "", row.centre or "", _role(first), coming, late)


def _role(owed: ObligationStanding | None) -> str:
    return role_zh(owed.owed_by) if owed else ""


def show(code: Code, as_json: AsJson = False) -> None:
    """Show one case: finding, handling, what is owed and why, what may be decided here and is to be elsewhere."""
    standing = run(_read(Places.found(), code))
    if as_json:
        say_json(standing)
        return
    _tell(standing)
    owed = [o for o in standing.obligations if o.status == "open"]
    show_table("Owed", OWED, [_obligation(o) for o in owed], "Nothing is owed.")
    asked = [(f.action, f.zh, f.centre or "", f.matter, ", ".join(map(role_zh, f.roles))) for f in standing.follow_ups]
    show_table("To be decided elsewhere", ASKED, asked, "")
    show_table("May be decided now", POSSIBLE, [_action(a) for a in standing.actions], "Nothing may be decided now.")


async def _read(places: Places, code: str) -> CaseStanding:
    try:
        return await case_standing(await places.client(), _checked(code))
    except NotFound as unknown:
        async with places.register() as db:
            kept = await case_view.case(db, code)
        if kept is None:
            raise unknown from None
        warn("Shown from the register: this case is no longer on the server.")
        return kept


def _tell(standing: CaseStanding) -> None:
    say(Text(f"Integrity case 科研诚信案件 {standing.code} (confidential 保密)", style="bold"))
    subject = f" · against {standing.subject_type} {standing.subject_type_zh}" if standing.subject_type else ""
    centre = f" · centre {standing.centre}" if standing.centre else ""
    since = f" since {standing.since}" if standing.since else ""
    say(f"{standing.state} {standing.state_zh}{since}{subject}{centre} · revision {standing.revision}")
    if standing.finding:
        say(f"finding: {standing.finding} {standing.finding_zh}")
    for one in standing.handling:
        say(f"handling: {one.code} {one.zh}{f', {one.term}' if one.term else ''}")
    for rule in standing.legal_basis:
        weak = "; weak source, check it" if rule.weak else ""
        say(f"· {rule.rule} ({rule.version or 'no version given'}{weak})")
    for note in standing.notes:
        say(f"· {note}")


def _obligation(o: ObligationStanding) -> tuple[str, ...]:
    basis = f"{BASIS[o.basis]}, {o.article}"
    late = "OVERDUE" if o.overdue else ""
    return (day(o.due, o.provisional), f"{o.title} {o.title_zh}", role_zh(o.owed_by), basis, o.why, late)


def _action(a: ActionStanding) -> tuple[str, ...]:
    return (a.action, a.title_zh, ", ".join(map(role_zh, a.roles)), a.article)
