"""`ncti`: the command line. One command is one sentence to a centre, or one question about many."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer

from starter.commands import integrity, policy, round_views, rounds
from starter.commands.archive import archive
from starter.commands.centre import show, timeline
from starter.commands.decide import decide
from starter.commands.demo import demo
from starter.commands.doctor import doctor
from starter.commands.launch import launch_files
from starter.commands.listing import deadlines, list_centres, overdue, tasks
from starter.commands.rehearse import rehearse
from starter.commands.schema import schema
from starter.commands.stack import down, up, worker
from starter.exits import FORESEEN, code_of, sentences_of
from starter.speaking import complain
from workers.process import leave

app = typer.Typer(
    name="ncti",
    help="The lives of China's National Centers of Technology Innovation (国家技术创新中心) as durable workflows.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

COMMANDS: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("up", up, "ncti up"),
    ("down", down, "ncti down"),
    ("demo", demo, "ncti demo --exit"),
    ("worker", worker, "TEMPORAL_ADDRESS=temporal:7233 ncti worker"),
    ("doctor", doctor, "ncti doctor"),
    ("launch", launch_files, "ncti launch examples/centres.yaml"),
    ("list", list_centres, "ncti list --state OPERATING --overdue"),
    ("show", show, "ncti show smart-sensing"),
    ("overdue", overdue, "ncti overdue --json"),
    ("deadlines", deadlines, "ncti deadlines --within 60 --role most_officer"),
    ("tasks", tasks, "ncti tasks --role sd_reviewer --organisation jiangsu-st"),
    ("decide", decide, "ncti decide smart-sensing accept_for_cultivation --as li.na"),
    ("schema", schema, "ncti schema submit_report"),
    ("timeline", timeline, "ncti timeline smart-sensing --html life.html"),
    ("rehearse", rehearse, "ncti rehearse examples/scenarios/h4.yaml"),
    ("archive", archive, "ncti archive smart-sensing --to smart-sensing-archive"),
)
GROUPS: tuple[tuple[str, str, tuple[tuple[str, Callable[..., Any], str], ...]], ...] = (
    (
        "policy",
        "The policy profiles 政策口径: the periods on which the Measures are silent.",
        (
            ("show", policy.show, "ncti policy show"),
            ("check", policy.check, "ncti policy check our-policy.yaml"),
            ("diff", policy.diff, "ncti policy diff cn-ncti-default-1 our-policy.yaml --centres"),
        ),
    ),
    (
        "integrity",
        "Integrity cases 科研诚信案件 (Art 31): confidential, apart from the lives of the centres.",
        (
            ("report", integrity.report, "ncti integrity report 2026-07 --as ma.jun --content report.yaml"),
            ("list", integrity.list_cases, "ncti integrity list --overdue"),
            ("show", integrity.show, "ncti integrity show 2026-07"),
            ("decide", integrity.decide, "ncti integrity decide 2026-07 accept_case --as most.qi"),
        ),
    ),
    (
        "round",
        "MOST's rounds 科技部年度工作: priority fields, annual reports, evaluations, in a batch.",
        (
            ("open", rounds.open_round, "ncti round open annual-report 2027 --as most.wu --all --dry-run"),
            ("show", round_views.show, "ncti round show annual-report 2027"),
            ("list", round_views.list_rounds, "ncti round list"),
            ("add", rounds.add, "ncti round add evaluation 2027 --as most.wu --centres smart-sensing"),
            ("retry", rounds.retry, "ncti round retry annual-report 2027 --as most.wu"),
            ("close", rounds.close, "ncti round close annual-report 2027 --as most.wu"),
            ("prepare", rounds.prepare, "ncti round prepare priority-list 2027"),
            ("publish", rounds.publish, "ncti round publish 2027 --as most.zheng --content fields.yaml"),
        ),
    ),
)
for _name, _command, _example in COMMANDS:
    app.command(_name, epilog=f"Example:  {_example}")(_command)
for _group, _about, _members in GROUPS:
    _of = typer.Typer(help=_about, no_args_is_help=True, epilog=f"Example:  {_members[0][2]}")
    for _name, _command, _example in _members:
        _of.command(_name, epilog=f"Example:  {_example}")(_command)
    app.add_typer(_of, name=_group)


def main() -> NoReturn:
    """Run the command and leave with its exit code; a foreseeable fault is a sentence, never a traceback."""
    leave(outcome())


def outcome() -> int:
    """The exit code of the command in `sys.argv`, its faults said on standard error."""
    try:
        ended = app(args=sys.argv[1:], standalone_mode=False)
    except typer.Exit as end:
        return end.exit_code
    except FORESEEN as fault:
        for sentence in sentences_of(fault):
            complain(sentence)
        return code_of(fault)
    return ended if isinstance(ended, int) else 0
