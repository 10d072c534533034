"""The register keeps each policy profile once, with the content it had at its first use (B.0 rule 6)."""

import asyncpg
import pytest

from domain.policies.values import digest_of
from domain.policy import DEFAULT, Policy, RenewalTerms
from workers.policy_register import profile_in_use, use_profile
from workers.register_view import connected


def a_profile(name: str, days: int) -> Policy:
    """A profile with its own time for the next plan."""
    return DEFAULT.model_copy(update={"profile": name, "renewal": RenewalTerms(plan_days=days)})


@pytest.mark.law("B.0", "Art 6.1")
class TestProfilesInUse:
    """A name never gets another content; what a later release adds does not make an old profile another one."""

    async def test_the_first_content_stays(self, database_url: str) -> None:
        async with connected(database_url) as db:
            first = await use_profile(db, a_profile("kept-1", 61))
            assert (await use_profile(db, a_profile("kept-1", 62))) == first
        assert (first.policy.renewal.plan_days, first.sha256) == (61, digest_of(a_profile("kept-1", 61)))

    async def test_a_name_nobody_has_used_is_free(self, database_url: str) -> None:
        async with connected(database_url) as db:
            assert await profile_in_use(db, "free-1") is None

    async def test_a_value_that_came_later_makes_no_difference(self, database_url: str) -> None:
        policy = a_profile("older-1", 61)
        async with connected(database_url) as db:
            known = policy.model_dump_json(exclude={"governance"})
            await db.execute("insert into policy_profiles values ($1, 'x', $2::text::jsonb)", policy.profile, known)
            assert (await use_profile(db, policy)).policy == policy

    async def test_it_is_never_changed_nor_deleted(self, database_url: str) -> None:
        async with connected(database_url) as db:
            await use_profile(db, a_profile("stays-1", 61))
            for statement in ("update policy_profiles set body = '{}'", "delete from policy_profiles"):
                with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
                    await db.execute(statement)
