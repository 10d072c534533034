"""`ncti`: the command line. One command is one sentence to a centre, or one question about many."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

import typer

from starter.commands.centre import show, timeline
from starter.commands.decide import decide, schema
from starter.commands.demo import demo
from starter.commands.doctor import doctor
from starter.commands.launch import launch_files
from starter.commands.listing import deadlines, list_centres, overdue, tasks
from starter.commands.rehearse import rehearse
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
)
for _name, _command, _example in COMMANDS:
    app.command(_name, epilog=f"Example:  {_example}")(_command)


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
