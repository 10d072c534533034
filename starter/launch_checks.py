"""What is wrong with launch files, found before anything starts: every fault with its file, entry and field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from domain.fact import Command
from domain.formation.launching import LaunchEntry, Person, faults_of_entry
from domain.names import normalise
from domain.states import Route, State
from starter.documents import DocumentFaults, Fault, read_document
from workers.register_rows import CentreRow
from workers.register_view import centre

Rivalry = tuple[str, str]


class LaunchFile(Command):
    """What an operator launches: who may act, and the centres."""

    people: tuple[Person, ...] = ()
    centres: tuple[LaunchEntry, ...] = ()


@dataclass(frozen=True)
class Placed:
    """An entry and where it stands, as faults name it."""

    file: Path
    place: str
    entry: LaunchEntry


def read_launch_files(paths: Sequence[Path]) -> tuple[list[Person], list[Placed]]:
    """The people and centres of all the files. Raises `DocumentFaults` with every fault of every file."""
    files, faults = _read(paths)
    placed = [p for path, file in files for p in _placed(path, file)]
    faults += [fault for p in placed for fault in _own_faults(p)]
    faults += [*_repeated(placed), *_rivals(placed), *_repeated_people(files)]
    if faults:
        raise DocumentFaults(faults)
    return [person for _, file in files for person in file.people], placed


def _read(paths: Sequence[Path]) -> tuple[list[tuple[Path, LaunchFile]], list[Fault]]:
    files: list[tuple[Path, LaunchFile]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            files.append((path, read_document(path, LaunchFile)))
        except DocumentFaults as found:
            faults += found.faults
    return files, faults


def _placed(path: Path, file: LaunchFile) -> Iterator[Placed]:
    for n, entry in enumerate(file.centres):
        yield Placed(path, f"centres.{n} ({entry.code})", entry)


def _own_faults(placed: Placed) -> Iterator[Fault]:
    for sentence in faults_of_entry(placed.entry):
        field, _, rest = sentence.partition(": ")
        yield _fault(placed, field, rest)


def _fault(placed: Placed, field: str, sentence: str) -> Fault:
    return Fault(file=placed.file, place=f"{placed.place}.{field}", sentence=sentence)


def _repeated(all_placed: Iterable[Placed]) -> Iterator[Fault]:
    first: dict[str, Placed] = {}
    for placed in all_placed:
        before = first.setdefault(placed.entry.code, placed)
        if before is not placed:
            yield _fault(placed, "code", f"{placed.entry.code} is already the code of {before.place} in {before.file}")


def _rivals(all_placed: Iterable[Placed]) -> Iterator[Fault]:
    """A lead entity has one open intent in a field (F01)."""
    first: dict[Rivalry, Placed] = {}
    for placed in all_placed:
        key = rivalry(placed.entry)
        before = first.setdefault(key, placed) if key else placed
        if before is not placed and before.entry.code != placed.entry.code:
            why = f"the same lead entity has a candidate in this field already: {before.place} in {before.file} (F01)"
            yield _fault(placed, "lead_entity.uscc", why)


def rivalry(entry: LaunchEntry) -> Rivalry | None:
    """What only one candidate may have: its lead entity and its field (F01); None when the rule does not apply."""
    lead, field = entry.lead_entity, entry.technology_field
    if entry.route is Route.LEGACY_IMPORT or lead is None or lead.uscc is None or field is None:
        return None
    return lead.uscc, normalise(field).casefold()


def _repeated_people(files: Iterable[tuple[Path, LaunchFile]]) -> Iterator[Fault]:
    first: dict[tuple[str, str], str] = {}
    for path, file in files:
        for n, person in enumerate(file.people):
            place = f"people.{n} ({person.person})"
            before = first.setdefault((person.person, person.organisation), f"{place} in {path}")
            if before != f"{place} in {path}":
                why = f"{person.person} of {person.organisation} is named already at {before}: give all the roles there"
                yield Fault(file=path, place=f"{place}.person", sentence=why)


def faults_beside(placed: Sequence[Placed], rivals: Mapping[Rivalry, str]) -> list[Fault]:
    """The entries that would stand beside a running candidate of the same lead entity and field (F01)."""
    return [
        _fault(
            p, "lead_entity.uscc", f"the same lead entity has a candidate in this field already: {rivals[key]} (F01)"
        )
        for p in placed
        if (key := rivalry(p.entry)) and rivals.get(key, p.entry.code) != p.entry.code
    ]


def names_taken(placed: Iterable[Placed], rows: Iterable[CentreRow]) -> list[Fault]:
    """The entries named like another centre in sequence: a name stands there once (C.1, Art 32)."""
    taken = {normalise(row.name_zh): row.code for row in rows if row.in_sequence}
    return [
        _fault(p, "name_zh", f"{p.entry.name_zh} is already the name of {taken[name]}, a centre in sequence (C.1)")
        for p in placed
        if taken.get(name := normalise(p.entry.name_zh), p.entry.code) != p.entry.code
    ]


def crowded(placed: Iterable[Placed], rivals: Mapping[Rivalry, str]) -> list[str]:
    """Fields for which several lead entities apply: all run, MOST decides; few but excellent (Art 11, G-52)."""
    keyed = {**{key: p.entry.code for p in placed if (key := rivalry(p.entry))}, **rivals}
    fields: dict[str, set[str]] = {}
    for (_, field), code in keyed.items():
        fields.setdefault(field, set()).add(code)
    return [
        f"{', '.join(sorted(codes))} apply for one field ({field}); all run and MOST decides (少而精: Art 11, G-52)"
        for field, codes in fields.items()
        if len(codes) > 1 and codes & {p.entry.code for p in placed}
    ]


async def rivals_known(db: asyncpg.Connection, rows: Iterable[CentreRow]) -> dict[Rivalry, str]:
    """The candidates of the register: whose lead entity has which field under way."""
    candidates = [row.code for row in rows if _is_candidate(row.state) and row.route != Route.LEGACY_IMPORT]
    keyed = [(await _rivalry_of(db, code), code) for code in candidates]
    return {key: code for key, code in keyed if key}


def _is_candidate(state: State) -> bool:
    return not (state.in_sequence or state.final or state is State.CLOSING)


async def _rivalry_of(db: asyncpg.Connection, code: str) -> Rivalry | None:
    standing = await centre(db, code)
    lead = standing.facts.get("lead_entity") if standing else None
    field = standing.facts.get("technology_field") if standing else None
    if not isinstance(lead, dict) or not lead.get("uscc") or not isinstance(field, str):
        return None
    return str(lead["uscc"]), normalise(field).casefold()
