"""To whom a change of a case is told: who owes what, who must decide what elsewhere; never who reported, or what."""

from collections.abc import Iterator

from domain.effects import Message
from domain.integrity.case import Case, FollowUp
from domain.integrity.standing import organisation_of
from domain.integrity.states import SubjectType
from domain.integrity.subjects import spokesman
from domain.obligations import Obligation
from domain.roles import Role


def notices(before: Case, after: Case) -> tuple[Message, ...]:
    """The notices between two values of one case."""
    return (*_of_obligations(before, after), *_of_follow_ups(before, after))


def _of_obligations(before: Case, after: Case) -> Iterator[Message]:
    was = {o.key: o for o in before.open_obligations}
    for o in after.open_obligations:
        known = was.get(o.key)
        if o.term.lapses and _addressee(after, o.owed_by) is None:
            continue
        if known is None or known.due != o.due:
            yield _owed(after, o, o.owed_by, "task")
        elif o.overdue and not known.overdue:
            yield _owed(after, o, o.owed_by, "overdue")
            yield _owed(after, o, Role.MOST_LEADERSHIP, "escalation")


def _owed(case: Case, o: Obligation, to: Role, kind: str) -> Message:
    late = " is overdue" if o.overdue else ""
    return Message(
        notice_id=f"{case.key}/{case.revision}/{o.key}/{kind}",
        to_role=to,
        to_organisation=_addressee(case, to),
        kind=kind,
        text=f"{o.sentence}{late} ({o.term.article}; {o.why})",
        text_zh=f"科研诚信案件 {case.code}：{o.term.zh}，{'已逾期' if o.overdue else '期限'} {o.due or '未定'}",
    )


def _addressee(case: Case, to: Role) -> str | None:
    """The organisation to be told; None when the subject is a person: nobody else in the same role is to know."""
    if to is not spokesman(case):
        return organisation_of(to)
    return case.centre if case.subject_type is SubjectType.CENTRE else _evaluator(case)


def _evaluator(case: Case) -> str | None:
    return case.subject_ref if case.subject_type is SubjectType.EVALUATOR else None


def _of_follow_ups(before: Case, after: Case) -> Iterator[Message]:
    for n, asked in enumerate(after.follow_ups):
        if asked not in before.follow_ups:
            yield from (_asked(after, n, asked, role) for role in asked.roles)


def _asked(case: Case, n: int, asked: FollowUp, role: str) -> Message:
    where = f"{asked.matter} of the centre {asked.centre}" if asked.centre else asked.matter
    return Message(
        notice_id=f"{case.key}/{case.revision}/follow-up/{n}/{role}",
        to_role=role,
        to_organisation=organisation_of(Role(role)),
        kind="task",
        text=f"Integrity case {case.code}: {asked.action} on {where} is to be decided ({asked.because}; Art 31)",
        text_zh=f"科研诚信案件 {case.code}：需对 {asked.centre or '有关对象'} 作出{asked.zh}决定（{asked.matter}）",
    )
