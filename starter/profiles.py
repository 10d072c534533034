"""Policy profiles for the commands: built in, in a file, or in the register; never two contents under one name."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
from pydantic import JsonValue, ValidationError

from domain.policies.reading import successor
from domain.policy import PROFILES, Policy
from starter.documents import read_policy
from starter.exits import Refusal
from starter.places import Places
from workers.policy_register import profile_in_use, use_profile
from workers.register_view import RegisterUnreachable


async def found(places: Places, name: str | None) -> Policy:
    """The profile that a person means: built in, a file, a name in the register; else the one for new centres."""
    if name is None:
        return places.policy()
    if name in PROFILES:
        return PROFILES[name]
    if Path(name).is_file():
        return read_policy(Path(name))
    return await _in_the_register(places, name)


async def _in_the_register(places: Places, name: str) -> Policy:
    known = f"No profile or file is named {name}: built in are {', '.join(PROFILES)}"
    try:
        async with places.register() as db:
            used = await profile_in_use(db, name)
    except RegisterUnreachable as error:
        raise Refusal(f"{known}; the register, which may know it, was not asked: {error}") from None
    if used is None:
        raise Refusal(f"{known}; the register knows no such one either.")
    return used.policy


async def brought_into_use(db: asyncpg.Connection, policy: Policy) -> None:
    """Enters the profile with its first use. Raises `Refusal` when its name was used with other content."""
    same_as_used(policy, (await use_profile(db, policy)).policy)


async def checked_for_use(places: Places, policy: Policy) -> None:
    """Raises `Refusal` when the name was used with other content; while the register is away nothing is said."""
    try:
        async with places.register() as db:
            used = await profile_in_use(db, policy.profile)
    except RegisterUnreachable:
        return
    if used is not None:
        same_as_used(policy, used.policy)


def same_as_used(policy: Policy, used: Policy) -> None:
    """Raises `Refusal` when the two contents of one name differ."""
    if policy != used:
        raise Refusal(
            f"The policy profile {policy.profile} is in use with other content: give the changed one a new name, such"
            f" as {successor(policy.profile)} (`ncti policy diff` shows what differs)."
        )


@asynccontextmanager
async def name_kept(places: Places, policy: Policy | None) -> AsyncIterator[None]:
    """Around a decision that adopts the profile: its name is not another's before, and is in use afterwards."""
    if policy is None:
        yield
        return
    await checked_for_use(places, policy)
    yield
    with suppress(RegisterUnreachable):
        async with places.register() as db:
            await brought_into_use(db, policy)


def adopted_profile(action: str, content: Mapping[str, JsonValue]) -> Policy | None:
    """The whole profile that a decision would adopt; None without one, or with one of which the centre complains."""
    if action != "adopt_policy" or not isinstance(content.get("policy"), dict):
        return None
    try:
        return Policy.model_validate(content["policy"])
    except ValidationError:
        return None
