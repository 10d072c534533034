"""What the register answers, on a real PostgreSQL."""

import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import date

import asyncpg
import pytest
from registering import candidates_life, operating_life, write

from activities.database import open_pool
from activities.register import PostgresRegister
from domain.states import State
from workers import register_view as view
from workers.migrations import apply
from workers.register_rows import PersonRow
from workers.register_view import RegisterUnreachable, connected

NewDatabase = Callable[[], Awaitable[str]]
CANDIDATE, OPERATING = candidates_life("view-candidate"), operating_life("view-operating")


@pytest.fixture(scope="module")
async def pool(new_database: NewDatabase) -> AsyncIterator[asyncpg.Pool]:
    """A database that holds two centres."""
    url = await new_database()
    await apply(url)
    opened = await open_pool(url)
    await write(PostgresRegister(opened), (*CANDIDATE, *OPERATING))
    yield opened
    await opened.close()


class TestPortfolio:
    """The centres, a page at a time."""

    async def test_all_by_code_with_what_is_due_next(self, pool: asyncpg.Pool) -> None:
        first, second = await view.portfolio(pool)
        assert (first.code, second.code) == ("view-candidate", "view-operating")
        assert (first.state, second.state) == (State.CULTIVATING, State.OPERATING)
        assert first.next_due is not None
        assert second.overdue_items == OPERATING[-1].standing.overdue

    async def test_each_filter(self, pool: asyncpg.Pool) -> None:
        pages = [
            await view.portfolio(pool, state=State.OPERATING),
            await view.portfolio(pool, overdue_only=True),
            await view.portfolio(pool, department="nobody"),
            await view.portfolio(pool, department="jiangsu-st", limit=1),
            await view.portfolio(pool, after="view-candidate"),
        ]
        shown = [[row.code.removeprefix("view-") for row in page] for page in pages]
        assert shown == [["operating"], ["operating"], [], ["candidate"], ["operating"]]

    async def test_one_centre_is_its_whole_standing(self, pool: asyncpg.Pool) -> None:
        assert await view.centre(pool, "view-operating") == OPERATING[-1].standing
        assert await view.centre(pool, "no-such-centre") is None


class TestOwed:
    """What is late, what is due, what waits for whom."""

    async def test_overdue_is_what_the_standings_say(self, pool: asyncpg.Pool) -> None:
        late = [f"{row.matter}:{row.key}" for row in await view.overdue(pool)]
        assert sorted(late) == sorted(OPERATING[-1].standing.overdue)
        assert late

    async def test_deadlines_by_day_role_organisation_and_centre(self, pool: asyncpg.Pool) -> None:
        all_of_them = await view.deadlines(pool)
        days = [row.due for row in all_of_them]
        assert days == sorted(days)
        for filters in (
            {"until": days[0]},
            {"role": "sd_reviewer"},
            {"organisation": "most"},
            {"code": "view-candidate"},
        ):
            found = await view.deadlines(pool, **filters)
            assert 0 < len(found) < len(all_of_them)

    async def test_tasks_by_role_and_organisation(self, pool: asyncpg.Pool) -> None:
        found = await view.tasks(pool, role="sd_reviewer", organisation="jiangsu-st")
        assert {row.role for row in found} == {"sd_reviewer"}
        assert all(row.overdue for row in await view.tasks(pool, overdue_only=True))
        assert all(row.opened_on for row in await view.tasks(pool))

    async def test_tasks_are_the_open_obligations_of_the_standing(self, pool: asyncpg.Pool) -> None:
        owed = [o for life in (CANDIDATE, OPERATING) for o in life[-1].standing.obligations if o.status == "open"]
        assert len(await view.tasks(pool)) == len(owed)


class TestTrail:
    """What happened, and who did it."""

    async def test_decisions_with_their_documents(self, pool: asyncpg.Pool) -> None:
        first, *others = await view.decisions(pool, "view-candidate")
        assert (first.action, first.decided_on, first.content["priority_list_year"]) == (
            "submit_intent",
            date(2026, 3, 2),
            2026,
        )
        assert [document.name for document in first.documents] == ["苏科函〔2026〕12号.pdf"]
        assert others[4].reason == "条件较好，纳入培育。"

    async def test_the_ledger_tells_the_life(self, pool: asyncpg.Pool) -> None:
        found = await view.ledger(pool, "view-candidate")
        assert [row.revision for row in found] == [page.standing.revision for page in CANDIDATE]
        assert (found[0].because, found[0].person, found[-1].state) == ("launched", None, State.CULTIVATING)

    async def test_the_audit_agrees_with_the_ledger(self, pool: asyncpg.Pool) -> None:
        trail = await view.audit_trail(pool, "view-candidate")
        assert (len(trail), trail[1].actor) == (len(CANDIDATE), "a.lead_entity_applicant")
        assert await view.audit_faults(pool) == []

    async def test_tampering_is_found(self, pool: asyncpg.Pool) -> None:
        async with pool.acquire() as connection:
            attempt = connection.transaction()
            await attempt.start()
            await connection.execute("alter table ledger disable trigger append_only")
            await connection.execute(
                "update ledger set entry = replace(entry::text, 'a.sd_reviewer', 'a.nobody')::json where revision = 3"
            )
            found = await view.audit_faults(connection)
            await attempt.rollback()
        assert [(fault.code, fault.revision) for fault in found] == [("view-candidate", 3)]

    async def test_notices_wait_until_delivered(self, pool: asyncpg.Pool) -> None:
        sent = {message.notice_id for page in OPERATING for message in page.entries[0].effects.notices}
        assert {row.notice_id for row in await view.outstanding_notices(pool, "view-operating")} == sent
        assert len(await view.outstanding_notices(pool)) > len(sent)


class TestPeople:
    """The development directory."""

    async def test_a_person_may_act_for_several_organisations(self, pool: asyncpg.Pool) -> None:
        officer = PersonRow(person="li.na", organisation="jiangsu-st", roles=("sd_reviewer",))
        expert = PersonRow(person="li.na", organisation="institute", roles=("argumentation_expert",))
        await view.save_people(pool, [officer, expert])
        promoted = officer.model_copy(update={"roles": ("sd_reviewer", "sd_leader")})
        await view.save_people(pool, [promoted])
        assert await view.person(pool, "li.na") == [expert, promoted]
        assert await view.people(pool) == [expert, promoted]
        assert await view.person(pool, "nobody") == []


class TestUnreachable:
    """One sentence that says what to do, within seconds, without the password."""

    @pytest.fixture
    def silent_port(self) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield server.getsockname()[1]

    async def sentence(self, url: str) -> str:
        began = time.monotonic()
        with pytest.raises(RegisterUnreachable) as refused:
            async with connected(url) as connection:
                await view.overdue(connection)
        assert time.monotonic() - began < 4
        assert "secret" not in str(refused.value)
        return str(refused.value)

    async def test_nobody_listens(self) -> None:
        said = await self.sentence("postgresql://ncti:secret@127.0.0.1:1/ncti")
        assert said.startswith("The register at 127.0.0.1:1/ncti cannot be reached (connection refused): check ")

    async def test_nobody_answers(self, silent_port: int) -> None:
        assert "no answer in time" in await self.sentence(f"postgresql://ncti:secret@127.0.0.1:{silent_port}/ncti")

    @pytest.mark.parametrize("url", ["not a url", "http://x/y", "postgresql://u:secret@host:port/x"])
    async def test_no_url(self, url: str) -> None:
        assert "it looks like postgresql://" in await self.sentence(url)

    async def test_a_wrong_password_or_database(self, postgres_url: str) -> None:
        wrong = postgres_url.replace(postgres_url.split(":")[2].split("@")[0], "wrong")
        for url in (wrong, postgres_url.replace("/ncti", "/no_such_database")):
            assert "lets nobody in" in await self.sentence(url)

    async def test_no_tables_yet(self, postgres_url: str) -> None:
        assert await self.sentence(postgres_url) == view.OLD_TABLES
