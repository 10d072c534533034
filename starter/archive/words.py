"""The pages of an archive for a reader: what is in the folder, and where the centre stands."""

from typing import Final

from domain.standing import ObligationStanding, Standing
from starter.archive.record import Record

README: Final = """\
{name_zh}
{name_en}
{code}

This folder holds the whole record of one National Center of Technology Innovation. Nothing but a reader of text,
a spreadsheet and a browser is needed to read it.
本文件夹为一个国家技术创新中心的完整档案，用文本阅读器、电子表格和浏览器即可查阅。

As of 截至: revision 第{revision}号记录, recorded at {recorded_at} (UTC)
State 状态: {state} {state_zh}

README.txt          this page 本说明
centre.md           where the centre stands, to read 中心现状
centre.json         the same, whole 中心现状（数据）
dossier.json        everything the centre keeps of itself 中心全部数据
decisions.csv       every decision, one a row 决定一览
decisions/          every decision as it was recorded, with its receipt 逐项决定及回执
obligations.csv     everything that was ever owed, by when, and how it ended 义务与期限
documents.csv       document numbers; attachments by name and SHA-256 文号与附件
audit-trail.jsonl   every entry of the register, one a line, in order 登记簿全部记录
audit-trail.csv     the same in words, with the SHA-256 of each line 登记簿目录
timeline.html       the life on one page 大事记
history/            the event histories of all runs that Temporal still kept 运行历史
policy.json         the policy profile under which the centre lived at last 政策口径
edition.txt         the text of the Measures ({doc}) 办法原文
manifest.sha256     the SHA-256 of every other file 校验清单

To check that nothing has been changed 校验:   sha256sum --strict --check manifest.sha256
The text of the Measures has the SHA-256 {text_sha256}.
A cell of a table that begins like a formula has an apostrophe before it; the JSON files hold it as it was.
All days are civil dates in Asia/Shanghai; all instants are UTC.

What could not be had 缺失: {missing}
"""


def readme(record: Record, doc: str, text_sha256: str) -> str:
    """The first page: what is here, as of when, and how to check it."""
    standing = record.standing
    missing = "\n".join(f"- {one}" for one in record.missing)
    return README.format(
        name_zh=standing.name_zh,
        name_en=standing.name_en or "",
        code=standing.code,
        revision=standing.revision,
        recorded_at=record.entries[-1].recorded_at.isoformat(),
        state=standing.state.value,
        state_zh=standing.state_zh,
        doc=doc,
        text_sha256=text_sha256,
        missing=f"\n{missing}" if missing else "nothing 无",
    )


def centre_page(standing: Standing) -> str:
    """Where the centre stands, in Markdown."""
    cycle = standing.cycle
    facts = [
        f"# {standing.name_zh}",
        standing.name_en or "",
        f"- code 代码: {standing.code}",
        f"- kind 类别: {standing.kind.value} {standing.kind_zh}",
        f"- state 状态: {standing.state.value} {standing.state_zh}, since 自 {standing.since}",
        f"- in the sequence 在序列: {'yes 是' if standing.in_sequence else 'no 否'}",
        f"- cycle 周期: {cycle.no}, {cycle.start} to {cycle.end}" if cycle else "- cycle 周期: none 无",
        f"- last grade 最近评估结果: {standing.grade.value} {standing.grade.zh}" if standing.grade else "",
        f"- supervising departments 主管部门: {', '.join(standing.supervising_departments)}",
        f"- edition 办法版本: {standing.edition}; policy profile 政策口径: {standing.policy}",
    ]
    parts = ["\n".join(fact for fact in facts if fact), _matters(standing), _owed(standing), _notes(standing)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _matters(standing: Standing) -> str:
    rows = [f"| {key} | {m['state']} {m['state_zh']} | {m['since']} |" for key, m in standing.matters.items()]
    return _table("Matters 事项", "| matter 事项 | state 状态 | since 自 |\n|---|---|---|", rows)


def _owed(standing: Standing) -> str:
    rows = [_obligation(o) for o in standing.obligations if o.status == "open"]
    head = "| by 期限 | what 义务 | who 责任 | article 条款 | why 依据 |\n|---|---|---|---|---|"
    return _table("Open obligations 未了义务", head, rows)


def _obligation(o: ObligationStanding) -> str:
    what = f"{o.title} {o.title_zh} ({o.matter})"
    cells = (str(o.due or "no date 未定"), what, o.owed_by, o.article, o.why)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _notes(standing: Standing) -> str:
    notes = [*standing.warnings, *(f"assumed 推定: {fact}" for fact in standing.assumed)]
    return "## Notes 说明\n\n" + "\n".join(f"- {note}" for note in notes) if notes else ""


def _table(title: str, head: str, rows: list[str]) -> str:
    return f"## {title}\n\n{head}\n" + "\n".join(rows) if rows else ""
