"""The entries of a centre exactly as the register keeps them, for the archive and for whoever checks the audit."""

from typing import Final

from domain.entries import Entry
from domain.fact import Fact
from workers.register_view import Database, reaching

ENTRIES: Final = """
select l.revision, l.entry::text as text, a.digest from ledger l left join audit a using (code, revision)
where l.code = $1 order by l.revision
"""


class EntryRow(Fact):
    """One entry: its exact text, and the SHA-256 of that text as the audit knows it."""

    revision: int
    text: str
    digest: str | None

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return Entry.model_validate_json(self.text)


async def entries(db: Database, code: str) -> list[EntryRow]:
    """Every entry of the centre, the oldest first."""
    with reaching():
        return [EntryRow.model_validate(dict(row)) for row in await db.fetch(ENTRIES, code)]
