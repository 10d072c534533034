"""The tables of an archive, for a spreadsheet: titles in English and Chinese, UTF-8 with its mark, one row a line."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from domain.days.periods import shanghai_date
from domain.decisions import Decision
from domain.effects import ClosedTask, Task
from domain.entries import Entry
from domain.law import ACTIONS
from domain.roles import Role
from domain.terms import TERMS
from starter.archive.record import Record
from workers.archive_view import EntryRow

Cell = str | int | None
DECISIONS: Final = (
    "number 序号", "file 文件", "decision id 决定编号", "decided on 决定日期", "recorded at (UTC) 录入时间",
    "matter 事项", "action 行为", "title 名称", "person 人员", "organisation 单位", "role 角色", "document number 文号",
    "reason 理由", "state after 事项状态", "policy profile 政策口径", "edition 办法版本",
)  # fmt: skip
OBLIGATIONS: Final = (
    "opened by number 产生序号", "opened on 产生日期", "matter 事项", "key 代码", "obligation 义务", "owed by 责任角色",
    "organisation 单位", "due 期限", "article 条款", "closed by number 结束序号", "how it ended 结果",
)  # fmt: skip
DOCUMENTS: Final = (
    "number 序号", "decision id 决定编号", "decided on 决定日期", "action 行为", "document number 文号",
    "attachment 附件", "sha256",
)  # fmt: skip
AUDIT: Final = (
    "number 序号", "recorded at (UTC) 录入时间", "because 事由", "matter 事项", "person 人员", "organisation 单位",
    "role 角色", "state of the centre 中心状态", "sha256 of the line in audit-trail.jsonl",
)  # fmt: skip
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def decisions(record: Record) -> bytes:
    """Every decision in its order."""
    return sheet(DECISIONS, (_decision(entry, d) for entry in record.entries if (d := entry.decision)))


def obligations(record: Record) -> bytes:
    """Everything that was ever owed: when it arose, by when, and how it ended."""
    return sheet(OBLIGATIONS, _obligations(record.entries))


def documents(record: Record) -> bytes:
    """Every document: by its number, and each attachment by name and hash."""
    return sheet(
        DOCUMENTS, (row for entry in record.entries if entry.decision for row in _documents(entry, entry.decision))
    )


def audit(record: Record) -> bytes:
    """Every entry of the register with the hash of its line."""
    return sheet(AUDIT, map(_audited, record.rows, record.entries))


def sheet(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as a spreadsheet reads it; a cell that looks like a formula is kept from being one."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(titles)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def decision_file(entry: Entry) -> str:
    """The file of a decision, by its number and its act."""
    return f"decisions/{entry.revision:04}-{entry.because}.json"


def _harmless(cell: Cell) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _decision(entry: Entry, decision: Decision) -> tuple[Cell, ...]:
    by, rows = decision.by, ACTIONS.get(decision.action, ())
    title = f"{rows[0].title} {rows[0].zh}" if rows else ""
    when = (_day(entry, decision), entry.recorded_at.isoformat())
    who = (by.person, by.organisation, _role(by.role))
    papers = (decision.document_number, decision.reason)
    under = (entry.matter_state or entry.state, entry.policy, entry.edition)
    number = (entry.revision, decision_file(entry), decision.decision_id)
    return (*number, *when, entry.matter, decision.action, title, *who, *papers, *under)


def _day(entry: Entry, decision: Decision) -> str:
    """The day that governs periods: the decision's own, else that of its entry (G-59)."""
    return str(decision.decided_on or shanghai_date(entry.recorded_at))


def _role(role: Role) -> str:
    return f"{role} {role.zh}"


def _obligations(entries: Sequence[Entry]) -> Iterator[tuple[Cell, ...]]:
    for n, entry in enumerate(entries):
        for task in entry.effects.opened:
            yield (*_owed(entry, task), *_ended(entries[n:], task))


def _owed(entry: Entry, task: Task) -> tuple[Cell, ...]:
    term = TERMS.get(task.key)
    words = (task.matter, task.key, f"{task.title} {task.title_zh}", _role(Role(task.role)), task.organisation)
    return entry.revision, str(task.opened_on), *words, str(task.due or ""), term.article if term else ""


def _ended(entries: Sequence[Entry], task: Task) -> tuple[Cell, ...]:
    ends = ((e.revision, c.how) for n, e in enumerate(entries) for c in e.effects.closed if n and _is(c, task))
    return next(ends, ("", "open"))


def _is(closed: ClosedTask, task: Task) -> bool:
    return (closed.name, closed.opened_on) == (task.name, task.opened_on)


def _documents(entry: Entry, decision: Decision) -> Iterator[tuple[Cell, ...]]:
    about = (entry.revision, decision.decision_id, _day(entry, decision), decision.action, decision.document_number)
    if decision.document_number and not decision.attachments:
        yield *about, "", ""
    for attachment in decision.attachments:
        yield *about, attachment.name, attachment.sha256


def _audited(row: EntryRow, entry: Entry) -> tuple[Cell, ...]:
    by = entry.decision.by if entry.decision else None
    who = (by.person, by.organisation, _role(by.role)) if by else ("", "", "")
    return (row.revision, entry.recorded_at.isoformat(), entry.because, entry.matter, *who, entry.state, row.digest)
