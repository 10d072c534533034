"""The folder of an archive: the same files for the same record, written once, the manifest last."""

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import BaseModel, JsonValue

from domain.editions import Edition, edition_named
from domain.entries import Entry
from starter.archive import sheets
from starter.archive.record import Record
from starter.archive.words import centre_page, readme
from starter.exits import Refusal
from starter.life_page import page

MANIFEST: Final = "manifest.sha256"
Files = Mapping[str, bytes]


def files_of(record: Record) -> Files:
    """Every file of the archive by its name, but for the manifest."""
    edition = _edition(record)
    text = files("domain").joinpath(f"measures/{edition.name}.zh.txt").read_bytes()
    return {
        "README.txt": readme(record, edition.doc, edition.text_sha256).encode(),
        "centre.md": centre_page(record.standing).encode(),
        "centre.json": _json(record.standing),
        **({"dossier.json": _json(record.centre)} if record.centre else {}),
        "decisions.csv": sheets.decisions(record),
        **{sheets.decision_file(entry): _json(_decided(entry)) for entry in record.decisions},
        "obligations.csv": sheets.obligations(record),
        "documents.csv": sheets.documents(record),
        "audit-trail.jsonl": "".join(f"{row.text}\n" for row in record.rows).encode(),
        "audit-trail.csv": sheets.audit(record),
        "timeline.html": page(record.standing, record.moments).encode(),
        **{f"history/{n:02}-{h.run_id}.json": _json(h.to_json_dict()) for n, h in enumerate(record.histories, 1)},
        **({"policy.json": _json(record.policy)} if record.policy else {}),
        "edition.txt": text,
    }


def _edition(record: Record) -> Edition:
    edition = edition_named(record.standing.edition)
    if edition is None:
        raise Refusal(
            f"This program does not know the edition {record.standing.edition}: archive with a newer release."
        )
    return edition


def _decided(entry: Entry) -> JsonValue:
    decision = entry.decision
    if decision is None:
        raise ValueError(f"no decision brought the entry {entry.revision}")
    receipt: dict[str, JsonValue] = {
        "decision_id": decision.decision_id,
        "accepted": True,
        "matter": entry.matter,
        "state": entry.matter_state,
        "revision": entry.revision,
        "recorded_at": entry.recorded_at.isoformat(),
    }
    under: dict[str, JsonValue] = {"policy": entry.policy, "edition": entry.edition}
    return {"decision": decision.model_dump(mode="json"), "receipt": receipt, "centre_state": entry.state, **under}


def _json(value: BaseModel | JsonValue) -> bytes:
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return (json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def manifest(contents: Files) -> bytes:
    """The SHA-256 of every file, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    return "".join(lines).encode()


def refuse_unless_empty(folder: Path) -> None:
    """Raises `Refusal` when the folder holds anything: an archive is never mixed with something else."""
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{folder} is a file: name a folder that is empty or not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty: name a folder that is empty or not there yet.")


def written(folder: Path, contents: Files) -> None:
    """The files in the folder; the manifest comes last, so that a folder without one is known to be unfinished."""
    refuse_unless_empty(folder)
    for name, content in {**contents, MANIFEST: manifest(contents)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
