"""Moving a life by whole years: what moves, what stays, and that the way back leads home."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starter.rehearsal.expecting import differences, holds, look_up
from starter.rehearsal.shifting import shifted

DAYS = st.dates(date(1949, 10, 1), date(2070, 12, 31))


class TestWhatMoves:
    """Days, matters named by a year, and years that are numbers."""

    @pytest.mark.parametrize(
        ("value", "moved"),
        [
            ("2024-03-31", "2052-03-31"),
            ("2024-02-29", "2052-02-29"),
            ("2024-03-31T09:00:00+08:00", "2052-03-31T09:00:00+08:00"),
            ("annual-report/2023", "annual-report/2051"),
            ("annual-report/2023:ar_centre_due", "annual-report/2051:ar_centre_due"),
            ("the annual report 2023 is due on 2024-03-31", "the annual report 2051 is due on 2052-03-31"),
            ("12 months after delivery on 2024-09-27; Saturday", "12 months after delivery on 2052-09-27; Saturday"),
            ({"reporting_year": 2023}, {"reporting_year": 2051}),
            ({"budget_year": 2027, "priority_list_year": 2022}, {"budget_year": 2055, "priority_list_year": 2050}),
            ({"reports": {"filed": [2021, 2022]}}, {"reports": {"filed": [2049, 2050]}}),
            ({"owed": [{"year": 2023, "due": "2024-03-31"}]}, {"owed": [{"year": 2051, "due": "2052-03-31"}]}),
            ({"annual-report/2023": {"state": "OPEN"}}, {"annual-report/2051": {"state": "OPEN"}}),
        ],
    )
    def test_it_moves(self, value: Any, moved: Any) -> None:
        assert shifted(value, 28) == moved


class TestWhatStays:
    """Document numbers, counts, texts and dates that are none."""

    @pytest.mark.parametrize(
        "value",
        [
            "国科发区〔2021〕17号",
            "国科发区[2021]17号",
            "NCTI-F-2023-0001",
            "理事会决议 2026-7",
            "2024-13-45",
            "91320200MA1X00001H",
            {"no": 2, "cycle_years": 3, "revision": 2024},
            {"staff_total": 2021},
            {"done": True, "year": None},
        ],
    )
    def test_it_stays(self, value: Any) -> None:
        assert shifted(value, 28) == value


class TestTheWayBack:
    """28 years keep weekdays and leap days, so nothing is lost on the way."""

    @given(DAYS)
    def test_there_and_back_is_the_same_day(self, day: date) -> None:
        assert shifted(shifted(day.isoformat(), 28), -28) == day.isoformat()

    @given(DAYS)
    def test_the_weekday_stays(self, day: date) -> None:
        there = date.fromisoformat(str(shifted(day.isoformat(), 28)))
        assert there - day == timedelta(days=10_227)


STANDING: dict[str, Any] = {
    "state": "OPERATING",
    "grade": None,
    "cycle": {"no": 1, "end": "2026-04-12"},
    "facts": {"institutes": [{"name": "A", "place": "X"}, {"name": "B", "place": "Y"}]},
    "overdue": [],
    "matters": {"annual-report/2023": {"state": "OPEN", "overdue": True}},
    "obligations": [
        {"matter": "annual-report/2023", "key": "supplement", "due": "2024-04-01"},
        {"matter": "annual-report/2023", "key": "supplement", "due": "2024-05-01"},
        {"matter": "centre", "key": "supplement", "due": "2022-01-01"},
    ],
}


class TestExpecting:
    """Fields of the matter, facts of the centre, and the latest obligation of a name."""

    @pytest.mark.parametrize(
        ("on", "path", "value"),
        [
            ("centre", "cycle.end", "2026-04-12"),
            ("centre", "facts.institutes.length", 2),
            ("centre", "institutes.1.name", "B"),
            ("centre", "supplement.due", "2022-01-01"),
            ("annual-report/2023", "overdue", True),
            ("annual-report/2023", "supplement.due", "2024-05-01"),
            ("annual-report/2022", "state", None),
            ("annual-report/2023", "result.due", None),
        ],
    )
    def test_it_is_found(self, on: str, path: str, value: Any) -> None:
        assert look_up(STANDING, on, path) == value

    @pytest.mark.parametrize(
        ("wanted", "found", "so"),
        [
            (["a"], ["b", "a"], True),
            (["a", "c"], ["b", "a"], False),
            ([], [], True),
            ([], ["a"], False),
            ([{"name": "B"}], [{"name": "A"}, {"name": "B", "place": "Y"}], True),
            ({"no": 1}, {"no": 1, "end": "x"}, True),
            (True, 1, False),
            (None, None, True),
            ("1", 1, False),
        ],
    )
    def test_what_holds(self, wanted: Any, found: Any, so: bool) -> None:
        assert holds(wanted, found) is so

    def test_each_difference_is_one_line(self) -> None:
        wrong = {"state": "EVALUATING", "cycle.no": 1, "grade": "good"}
        assert differences(STANDING, "centre", wrong) == [
            'state: expected "EVALUATING", found "OPERATING"',
            'grade: expected "good", found nothing',
        ]
