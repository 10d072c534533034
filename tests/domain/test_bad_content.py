"""Bad content of every act: a field left out, of another type, beyond its bounds: the refusal names the field."""

from collections.abc import Iterator
from typing import Any

import pytest
from exploring import places
from lives import decision, nine
from spoiling import Spoilt, spoilings

from domain.acts import decide
from domain.law import ACTIONS
from domain.refusals import Code, Refused
from domain.rules import Rule
from domain.samples import sample_content


def row_of(action: str) -> Rule[Any]:
    """The first row of the act."""
    return ACTIONS[action][0]


def cases() -> Iterator[Any]:
    """Every wrong content of every act."""
    for action in ACTIONS:
        schema = row_of(action).content.model_json_schema(by_alias=True)
        for spoilt in spoilings(schema, sample_content(action)):
            yield pytest.param(action, spoilt, id=f"{action}-{spoilt.field}-{spoilt.how}".replace(" ", "_"))


def refusal_of(action: str, content: Any) -> Refused | None:
    """The refusal of the act with this content, at a place where the act itself is possible."""
    centre, matter, role, on = places()[action]
    try:
        decide(centre, decision(centre, action, role, on, content, matter=matter, decision_id="bad"), nine(on))
    except Refused as refused:
        return refused
    return None


class TestBadContent:
    """Contract: INVALID_CONTENT names every fault, field by field."""

    @pytest.mark.parametrize("action", ACTIONS)
    def test_a_life_comes_to_where_the_act_is_possible(self, action: str) -> None:
        assert action in places()

    @pytest.mark.parametrize(("action", "spoilt"), list(cases()))
    def test_the_refusal_names_the_field(self, action: str, spoilt: Spoilt) -> None:
        refusal = refusal_of(action, spoilt.content)
        assert refusal is not None
        assert refusal.code is Code.INVALID_CONTENT
        assert spoilt.field.split(".")[0] in str(refusal)
        assert spoilt.field.rpartition(".")[2] in str(refusal)

    @pytest.mark.parametrize("action", ACTIONS)
    def test_an_unknown_field_is_named(self, action: str) -> None:
        refusal = refusal_of(action, {**sample_content(action), "no_such_field": 1})
        assert refusal is not None
        assert (refusal.code, "no_such_field" in str(refusal)) == (Code.INVALID_CONTENT, True)
