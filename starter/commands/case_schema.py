"""`ncti integrity schema`: what the content of an act on a case must look like."""

import json
from difflib import get_close_matches
from typing import Annotated

import typer
from pydantic import JsonValue
from rich.text import Text

from domain.integrity.law import CASE_ACTIONS
from domain.integrity.samples import sample_case_content
from starter.commands.listing import AsJson
from starter.exits import Refusal
from starter.speaking import role_zh, say, say_json


def schema(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="The act, such as decide_handling.")],
    as_json: AsJson = False,
) -> None:
    """Show what the content of an act on a case must look like, with a filled example."""
    row = CASE_ACTIONS.get(action)
    if row is None:
        near = get_close_matches(action, CASE_ACTIONS, n=1) or list(CASE_ACTIONS)
        raise Refusal(f"There is no action {action} on an integrity case; did you mean {', '.join(near)}?")
    described: dict[str, JsonValue] = {
        "action": action,
        "title": row.title,
        "title_zh": row.zh,
        "article": row.article,
        "matter": "integrity",
        "from": [str(state) for state in sorted(row.at)],
        "roles": [str(role) for role in sorted(row.by)],
        "schema": row.content.model_json_schema(),
        "example": sample_case_content(action),
    }
    if as_json:
        say_json(described)
        return
    say(Text(f"{action} — {row.title} {row.zh} ({row.article}; {row.code})", style="bold"))
    say(f"by {', '.join(role_zh(role) for role in sorted(row.by))}")
    say(f"at {', '.join(f'{state} {state.zh}' for state in sorted(row.at))}")
    say(f"\nJSON Schema of the content:\n{json.dumps(described['schema'], ensure_ascii=False, indent=2)}")
    say(f"\nA filled example:\n{json.dumps(described['example'], ensure_ascii=False, indent=2)}")
