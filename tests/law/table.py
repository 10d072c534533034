"""The table of the law: every code and the test that shows it. `make law` prints it; a code without a test fails."""

import contextlib
import io
import json
import sys
from collections import defaultdict
from itertools import chain

import pytest
from law.codes import ARTICLES, CODES, root_of
from law.declarative import DECLARATIVE
from rich.console import Console
from rich.table import Table

from domain.integrity.law import CASE_ACTIONS
from domain.law import ACTIONS

Shows = dict[str, list[str]]


class Collector:
    """Notes every test that is collected, under the codes of its marks."""

    def __init__(self) -> None:
        self.shows: Shows = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Called once all tests are known."""
        for item in items:
            codes = {root_of(code) for mark in item.iter_markers("law") for code in mark.args}
            name = item.nodeid.partition("[")[0]
            for code in codes:
                if name not in self.shows[code]:
                    self.shows[code].append(name)


def collected() -> Shows:
    """What each code is shown by. Runs no test."""
    collector = Collector()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider"], plugins=[collector])
    if code != pytest.ExitCode.OK:
        raise SystemExit(said.getvalue())
    return dict(collector.shows)


def missing(shows: Shows) -> list[str]:
    """The codes that nothing shows."""
    return [code for code in CODES if not shows.get(code) and code not in DECLARATIVE]


def unknown(shows: Shows) -> list[str]:
    """Marks that are no code of the law."""
    return sorted(set(shows) - set(CODES))


def printed(shows: Shows, console: Console) -> None:
    """The table for people."""
    table = Table("code", "shown by", "tests", title="Every article, transition, duty and case, and what shows it")
    for code in CODES:
        table.add_row(_title(code), *_cells(code, shows))
    console.print(table)


def _title(code: str) -> str:
    if code.startswith("Art "):
        return f"{code} {ARTICLES[int(code.removeprefix('Art '))]}"
    rows = chain(*ACTIONS.values(), CASE_ACTIONS.values())
    titles = dict.fromkeys(row.title for row in rows if code in row.code.split(", "))
    return f"{code} {' / '.join(titles)}".strip()


def _cells(code: str, shows: Shows) -> tuple[str, str]:
    tests = shows.get(code, [])
    if tests:
        return tests[0].replace("tests/", ""), str(len(tests))
    if code in DECLARATIVE:
        return f"declarative: shown at {DECLARATIVE[code].where}", "-"
    return "[red]NOTHING[/red]", "0"


def main() -> int:
    """Print the table, or JSON; 1 when a code is shown by nothing."""
    shows = collected()
    left = missing(shows) + unknown(shows)
    if "--json" in sys.argv:
        print(json.dumps({"missing": missing(shows), "unknown": unknown(shows), "shows": shows}))  # noqa: T201
    else:
        printed(shows, Console(width=200, soft_wrap=True))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
