"""`ncti schema`: what the content of an act must look like, on a centre, an integrity case or one of MOST's rounds."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated, Any, Final

import typer
from pydantic import BaseModel, JsonValue
from rich.text import Text

from domain.fact import Fact
from domain.integrity.law import CASE_ACTIONS
from domain.integrity.samples import sample_case_content
from domain.law import ACTIONS
from domain.roles import Role
from domain.rounds.samples import sample_content as sample_round_content
from domain.rounds.table import ACTIONS as ROUND_ACTIONS
from domain.samples import sample_content
from domain.states import Named
from starter.commands.listing import AsJson
from starter.exits import Refusal
from starter.speaking import role_zh, say, say_json

KNOWN: Final = (*ACTIONS, *CASE_ACTIONS, *ROUND_ACTIONS)


class Described(Fact):
    """What people are told of an act before they decide."""

    action: str
    title: str
    title_zh: str
    article: str
    matter: str
    from_states: tuple[Named, ...]
    roles: tuple[Role, ...]
    content: type[BaseModel]
    example: dict[str, JsonValue]

    def as_json(self) -> dict[str, JsonValue]:
        """The description for programs."""
        plain: dict[str, JsonValue] = self.model_dump(mode="json", exclude={"content", "from_states"})
        states: list[JsonValue] = [str(state) for state in self.from_states]
        return {**plain, "from": states, "schema": self.content.model_json_schema(by_alias=True)}


def schema(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="The act, such as submit_report.")],
    as_json: AsJson = False,
) -> None:
    """Show what the content of an act must look like, with a filled example."""
    described = _described(action)
    if as_json:
        say_json(described.as_json())
        return
    title = f"{action} — {described.title} {described.title_zh} ({described.article})"
    say(Text(title, style="bold"))
    say(f"by {', '.join(role_zh(role) for role in described.roles)}")
    say(f"on {described.matter}, at {', '.join(f'{state} {state.zh}' for state in described.from_states)}")
    say(f"\nJSON Schema of the content:\n{_pretty(described.as_json()['schema'])}")
    say(f"\nA filled example:\n{_pretty(described.example)}")


def _pretty(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _described(action: str) -> Described:
    if action in ACTIONS:
        return _told(ACTIONS[action], ACTIONS[action][0].on, sample_content(action))
    if action in CASE_ACTIONS:
        return _told([CASE_ACTIONS[action]], "integrity", sample_case_content(action))
    if action in ROUND_ACTIONS:
        row = ROUND_ACTIONS[action]
        return _told([row], "round", sample_round_content(action, row.kinds[0]))
    near = get_close_matches(action, KNOWN, n=1)
    raise Refusal(f"There is no action {action}{f'; did you mean {near[0]}?' if near else '; see ncti show CODE.'}")


def _told(rows: Iterable[Any], matter: str, example: dict[str, JsonValue]) -> Described:
    first, *_ = rows = tuple(rows)
    return Described(
        action=first.action,
        title=first.title,
        title_zh=first.zh,
        article=first.article,
        matter=matter,
        from_states=tuple(sorted({state for row in rows for state in row.at})),
        roles=tuple(sorted({role for row in rows for role in row.by})),
        content=first.content,
        example=example,
    )
