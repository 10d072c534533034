"""The policy profiles in use, as the register keeps them: each name once, with one content, for ever (B.0 rule 6)."""

from datetime import datetime
from typing import Final

from domain.fact import Fact
from domain.policies.values import digest_of
from domain.policy import Policy
from workers.register_view import Database, reaching

KNOWN: Final = "select name, sha256, body::text as body, first_used_at from policy_profiles where name = $1"
USE: Final = """
insert into policy_profiles (name, sha256, body) values ($1, $2, $3::text::jsonb) on conflict (name) do nothing
"""


class UsedProfile(Fact):
    """A profile as it was when it was first used; `policy` reads it with the values that later releases have added."""

    name: str
    sha256: str
    policy: Policy
    first_used_at: datetime


async def profile_in_use(db: Database, name: str) -> UsedProfile | None:
    """The profile of that name as the register knows it; None when no centre has been launched under it."""
    with reaching():
        rows = await db.fetch(KNOWN, name)
    if not rows:
        return None
    row = dict(rows[0])
    return UsedProfile.model_validate({**row, "policy": Policy.model_validate_json(str(row.pop("body")))})


async def use_profile(db: Database, policy: Policy) -> UsedProfile:
    """Enters the profile at its first use and gives what the register then has under its name."""
    with reaching():
        await db.executemany(USE, [(policy.profile, digest_of(policy), policy.model_dump_json())])
    found = await profile_in_use(db, policy.profile)
    if found is None:
        raise LookupError(f"{policy.profile} was entered and is not there")
    return found
