"""The law's text, edition by edition, and the notes that interpret it (Arts 6.1, 33, 34; G-40, G-63).

Append an edition, never edit one: `domain.seals` holds the hash of each. A centre lives under the edition in force
when it was launched until MOST's leadership moves it by `adopt_policy`; no release of the software moves it.
"""

from datetime import date
from typing import Final

from domain.fact import Fact
from domain.texts import JsonValue


class Edition(Fact):
    """One text of the Measures, from when it is in force, and the only two periods that it sets itself."""

    name: str
    title: str
    doc: str
    issued_by: tuple[str, ...]
    signed_on: date
    published_on: date
    in_force_from: date
    in_force_until: date | None = None
    text_sha256: str
    plan_years: int
    plan_article: str
    evaluation_years: int
    evaluation_article: str
    cycle_wording: str
    transition: str


class Interpretation(Fact):
    """A note by which MOST and MOF interpret the Measures (Art 33).

    A note may override a default of this house: `path` names the value of the policy profile and `value` what it
    says. No profile is edited for it: `interpreted` gives a new profile with a name of its own, and a centre comes
    to live under that one by a recorded `adopt_policy`, new centres by being launched under it.
    """

    number: str
    issued_on: date
    article: str
    text_zh: str
    text: str
    path: tuple[str, ...] = ()
    value: JsonValue = None


EDITIONS: Final[tuple[Edition, ...]] = (
    Edition(
        name="2021",
        title="国家技术创新中心建设运行管理办法（暂行）",
        doc="国科发区〔2021〕17号",
        issued_by=("科技部", "财政部"),
        signed_on=date(2021, 2, 10),
        published_on=date(2021, 2, 23),
        in_force_from=date(2021, 2, 10),
        text_sha256="24dd0f62879794566e894e39fd69ce3a020cd26f57618fd48d01321fedd54b3a",
        plan_years=3,
        plan_article="Art 17.5",
        evaluation_years=3,
        evaluation_article="Art 29",
        cycle_wording="一般以三年",
        transition="None: in force from the day of issue (Art 34). Centres approved before keep their own cycles "
        "and names (legacy_import, G-62).",
    ),
)
INTERPRETATIONS: Final[tuple[Interpretation, ...]] = ()


def edition_named(name: str, editions: tuple[Edition, ...] = EDITIONS) -> Edition | None:
    """The edition of that name, if there is one."""
    return next((edition for edition in editions if edition.name == name), None)


def edition_on(day: date, editions: tuple[Edition, ...] = EDITIONS) -> Edition:
    """The edition in force on that day; the first one before there was any (Art 34, G-40)."""
    in_force = [edition for edition in editions if edition.in_force_from <= day]
    return max(in_force, key=lambda edition: edition.in_force_from, default=editions[0])
