"""The seals of what centres have lived under: once released, a profile or an edition is never edited (B.0 rule 6).

To change a value, append a profile or an edition under a new name and seal that. A value that a release adds is named
in the catalogue with that release; the release seals the profile once more, and the older seal goes on holding.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from domain.decisions import fingerprint
from domain.editions import EDITIONS
from domain.policies.catalogue import RELEASES, source_of
from domain.policies.values import values_of
from domain.policy import PROFILES
from domain.texts import JsonValue

Kind = Literal["profile", "edition"]
Values = Mapping[str, JsonValue]


@dataclass(frozen=True)
class Seal:
    """The SHA-256 of the values of a profile or an edition that its release knew."""

    kind: Kind
    name: str
    release: str
    sha256: str


SEALS: Final[tuple[Seal, ...]] = (
    Seal("profile", "cn-ncti-default-1", "0.1.0", "b84df2e1ed23cdbb5fcd8b9fa17368d19ba9882a69a0f3541daaeffcd4bb18f8"),
    Seal("profile", "cn-ncti-default-1", "0.2.0", "b4ca5480394614000175ea5407642c404f352a127852d329a46c54f089c60c6f"),
    Seal("edition", "2021", "0.2.0", "eff4281917a2265c0296190c77ca21fbb350cc3eae292aef7477f399728a2db4"),
)


def broken_seals() -> list[str]:
    """What has been edited or is not sealed, each as a sentence; empty when all is well."""
    there, sealed = _known(), {(seal.kind, seal.name) for seal in SEALS}
    return [
        *(f"The {kind} {name} is not sealed: add its seal." for kind, name in there if (kind, name) not in sealed),
        *(_said(seal) for seal in SEALS if sealed_digest(there.get((seal.kind, seal.name), {}), seal) != seal.sha256),
    ]


def sealed_digest(values: Values, seal: Seal) -> str:
    """The fingerprint of those values that the seal covers."""
    covered = RELEASES[: RELEASES.index(seal.release) + 1]
    return fingerprint({path: v for path, v in values.items() if seal.kind == "edition" or _since(path) in covered})


def _since(path: str) -> str | None:
    source = source_of(path)
    return source.since if source else None


def _known() -> dict[tuple[Kind, str], Values]:
    profiles: dict[tuple[Kind, str], Values] = {("profile", name): values_of(p) for name, p in PROFILES.items()}
    return {**profiles, **{("edition", edition.name): edition.model_dump(mode="json") for edition in EDITIONS}}


def _said(seal: Seal) -> str:
    return (
        f"The {seal.kind} {seal.name} is not what release {seal.release} sealed: append, never edit."
        " A changed value belongs into one with a new name."
    )
