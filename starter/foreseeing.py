"""What a round would meet, before it is opened: every centre is asked how it stands, and nothing is changed."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from temporalio.client import Client

from domain.acts import decide
from domain.centre import Centre
from domain.days.periods import shanghai_date
from domain.fact import Fact
from domain.passing import pass_time
from domain.refusals import Refused
from domain.rounds.book import RoundBook
from domain.rounds.letters import Letter, is_open_already, letter_to
from domain.rounds.states import Outcome
from domain.standing import standing
from starter.deciding import handle_of, standing_of
from starter.sending import PATIENCE, NotFound

AT_ONCE: Final = 16


class Foreseen(Fact):
    """What the round would meet at one centre."""

    code: str
    name_zh: str = ""
    state: str = ""
    status: Outcome
    why: str | None = None
    sentence: str | None = None


async def foreseen(client: Client, book: RoundBook) -> list[Foreseen]:
    """What every centre that is still to be called would answer; the book is not sent anywhere."""
    room = asyncio.Semaphore(AT_ONCE)

    async def _of(code: str) -> Foreseen:
        async with room:
            return await _foreseen(client, letter_to(book, code))

    return list(await asyncio.gather(*(_of(code) for code in book.pending)))


async def _foreseen(client: Client, letter: Letter) -> Foreseen:
    try:
        centre = await _dossier(client, letter.code)
    except NotFound as unknown:
        return Foreseen(code=letter.code, status=Outcome.UNREACHABLE, why="NOT_FOUND", sentence=str(unknown))
    judged = _judged(centre, letter, datetime.now(UTC))
    return judged.model_copy(update={"name_zh": centre.name_zh, "state": f"{centre.state} {centre.state.zh}"})


async def _dossier(client: Client, code: str) -> Centre:
    """The whole value of the centre. Raises `NotFound`."""
    await standing_of(client, code)
    centre: Centre = await handle_of(client, code).query("dossier", result_type=Centre, rpc_timeout=PATIENCE)
    return centre


def _judged(centre: Centre, letter: Letter, now: datetime) -> Foreseen:
    """The very decision is tried on the centre's value."""
    try:
        decide(pass_time(centre, now)[0], letter.decision, now)
    except Refused as refused:
        matters = standing(centre, shanghai_date(now)).matters
        outcome = Outcome.ALREADY if is_open_already(letter, refused.code, matters) else Outcome.REFUSED
        return Foreseen(code=letter.code, status=outcome, why=refused.code, sentence=str(refused))
    return Foreseen(code=letter.code, status=Outcome.TAKEN)


def tally(rows: Sequence[Foreseen]) -> str:
    """How many centres would answer how, in words."""
    each = ((outcome, sum(row.status is outcome for row in rows)) for outcome in Outcome)
    return ", ".join(f"{n} {outcome} {outcome.zh}" for outcome, n in each if n) or "no centre"
