"""The search attributes a server must know before any centre runs: an unknown one wedges the workflow."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.client import Client

SEARCH_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "CentreCode": "Keyword",
        "CentreName": "Keyword",
        "CentreKind": "Keyword",
        "SupervisingDepartment": "Keyword",
        "LifecycleState": "Keyword",
        "Grade": "Keyword",
        "WaitingFor": "KeywordList",
        "OpenMatters": "KeywordList",
        "OverdueItems": "KeywordList",
        "InSequence": "Bool",
        "Overdue": "Bool",
        "NextDeadline": "Datetime",
        "CycleEnd": "Datetime",
        "CycleNo": "Int",
        "OverdueReports": "Int",
    }
)

_TYPES: Final[Mapping[str, IndexedValueType.ValueType]] = MappingProxyType(
    {
        "Keyword": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
        "KeywordList": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
        "Bool": IndexedValueType.INDEXED_VALUE_TYPE_BOOL,
        "Datetime": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
        "Int": IndexedValueType.INDEXED_VALUE_TYPE_INT,
    }
)


class SearchAttributeConflict(Exception):
    """A search attribute exists on the server with another type; the message names it and the remedy."""


async def missing(client: Client) -> list[str]:
    """The names of our search attributes which the client's namespace lacks."""
    known = await _registered(client)
    return [name for name in SEARCH_ATTRIBUTES if name not in known]


async def mistyped(client: Client) -> list[str]:
    """The names of our search attributes which the client's namespace has with another type."""
    known = await _registered(client)
    return [name for name, kind in SEARCH_ATTRIBUTES.items() if known.get(name, _TYPES[kind]) != _TYPES[kind]]


async def register(client: Client) -> None:
    """Adds what is missing; repeating it is harmless, another type is refused."""
    if wrong := await mistyped(client):
        raise SearchAttributeConflict(
            f"Namespace {client.namespace} has {', '.join(wrong)} with another type: "
            f"remove them with `temporal operator search-attribute remove` or use another namespace."
        )
    if absent := await missing(client):
        await add(client, absent)


async def add(client: Client, names: Iterable[str] = SEARCH_ATTRIBUTES) -> None:
    """Adds these attributes without looking; for a fresh server, and for the test server, which cannot list them."""
    wanted = {name: _TYPES[SEARCH_ATTRIBUTES[name]] for name in names}
    request = AddSearchAttributesRequest(namespace=client.namespace, search_attributes=wanted)
    await client.operator_service.add_search_attributes(request)


async def _registered(client: Client) -> Mapping[str, IndexedValueType.ValueType]:
    request = ListSearchAttributesRequest(namespace=client.namespace)
    return (await client.operator_service.list_search_attributes(request)).custom_attributes
