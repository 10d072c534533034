"""Entries as the clerk writes them: short lives of centres under the real Measures."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from running import candidate, decision, legacy

from domain.acts import decide
from domain.centre import Centre
from domain.days.periods import shanghai_date
from domain.decisions import read_decision
from domain.entries import Entry, Page, entry_of_decision, entry_of_event
from domain.formation.founding import founded
from domain.formation.launching import LaunchEntry
from domain.passing import pass_time
from domain.standing import standing
from workflows.ports import Register

Life = tuple[Page, ...]


class Pen:
    """Writes down what happens to one centre."""

    def __init__(self, entry: LaunchEntry, day: date) -> None:
        start = founded(entry, day)
        self.centre = start.with_(revision=1)
        blank = start.with_(obligations=(), matters={})
        self.pages: list[Page] = []
        self._turn(entry_of_event(blank, self.centre, "launched", noon(day)))

    def act(self, day: date, action: str, role: str, **facts: object) -> "Pen":
        """A person decides."""
        self.wait(day)
        message = read_decision(json.dumps(decision(action, role, **facts), default=str).encode())
        after, _ = decide(self.centre, message, noon(day))
        written = entry_of_decision(self.centre, after, message, noon(day))
        self.centre = after
        self._turn(written)
        return self

    def wait(self, day: date) -> "Pen":
        """Time passes until noon of that day."""
        after, brought = pass_time(self.centre, noon(day))
        if brought:
            self._follow(after, "; ".join(brought), day)
        return self

    def _follow(self, after: Centre, because: str, day: date) -> None:
        written = entry_of_event(self.centre, after, because, noon(day))
        self.centre = after
        self._turn(written)

    def _turn(self, entry: Entry) -> None:
        today = shanghai_date(entry.recorded_at)
        self.pages.append(Page(entries=(entry,), standing=standing(self.centre, today)))


def noon(day: date) -> datetime:
    """Noon in Beijing."""
    return datetime.combine(day, time(4), UTC)


def candidates_life(code: str) -> Life:
    """A candidate whose intent was returned twice on one day, then cultivated, with a document attached."""
    day, letter = date(2026, 3, 2), {"name": "苏科函〔2026〕12号.pdf", "sha256": "ab" * 32}
    pen = Pen(candidate(code), day)
    pen.act(day, "submit_intent", "lead_entity_applicant", attachments=[letter])
    pen.act(day, "return_intent", "sd_reviewer").act(day, "resubmit_intent", "lead_entity_applicant")
    pen.act(day, "return_intent", "sd_reviewer").act(day, "resubmit_intent", "lead_entity_applicant")
    pen.act(date(2026, 3, 6), "accept_for_cultivation", "sd_reviewer", reason="条件较好，纳入培育。")
    pen.act(date(2026, 7, 6), "record_cultivation_progress", "sd_reviewer")
    return tuple(pen.act(date(2026, 9, 6), "record_cultivation_progress", "sd_reviewer").pages)


def operating_life(code: str) -> Life:
    """A centre in operation whose annual report comes late; its time passes from reminder to reminder."""
    pen = Pen(legacy(code), date(2026, 3, 2))
    for day in (date(2027, 1, 2), date(2027, 3, 20), date(2027, 4, 2), date(2027, 4, 20)):
        pen.wait(day)
    pen.act(date(2027, 4, 21), "submit_report", "centre_reporter", matter="annual-report/2026")
    return tuple(pen.wait(date(2028, 4, 2)).pages)


async def write(register: Register, life: Iterable[Page]) -> None:
    """Give the register every page, in this order."""
    for page in life:
        await register.enter_in_register(page)
