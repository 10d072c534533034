"""Changes of the name: its kind stays, both names are known in time, an evaluation keeps its own (G-25, G-26, G-33)."""

from datetime import date
from typing import Any

import pytest
from applications import APPROVED, KEY, NEW_NAME, ON, approved, asking, request
from lives import LEGAL, ML, REPORTER, SD, evaluating, operating, planning, refused, take

from domain.changes.name_history import carries_name, name_valid_on
from domain.refusals import Code
from domain.standing import standing

OLD_NAME = operating().name_zh


@pytest.mark.law("G-26", "Art 3", "Art 32")
class TestKind:
    """G-26: a name that would change the kind is refused; the kind is immutable."""

    @pytest.mark.parametrize(
        ("centre", "name"), [(operating(), "江苏国家技术创新中心"), (planning("decide"), "国家光电技术创新中心")]
    )
    def test_the_name_of_another_kind_is_refused(self, centre: Any, name: str) -> None:
        refusal = refused(centre, "submit_change", LEGAL, ON, request("name", new_name={"name_zh": name}))
        assert (refusal.code, "G-26" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_a_name_of_its_own_kind_is_taken(self) -> None:
        centre = approved(request("name", new_name={"name_zh": NEW_NAME["name_zh"]}))
        assert (centre.name_zh, centre.name_en) == (NEW_NAME["name_zh"], operating().name_en)


@pytest.mark.law("G-25", "Art 24", "X04")
class TestNamesInTime:
    """G-25: works count if they carry the name valid on their date, with twelve months of grace after its end."""

    @pytest.mark.parametrize(
        ("on", "name"),
        [(date(2023, 4, 11), None), (date(2023, 4, 12), OLD_NAME), (date(2024, 6, 2), OLD_NAME),
         (date(2024, 6, 3), NEW_NAME["name_zh"])],
    )  # fmt: skip
    def test_one_name_holds_on_each_day(self, on: date, name: str | None) -> None:
        assert name_valid_on(approved(asking("name")), on) == name

    @pytest.mark.parametrize(("on", "counts"), [(date(2025, 6, 3), True), (date(2025, 6, 4), False)])
    def test_the_old_name_counts_for_twelve_months_more(self, on: date, counts: bool) -> None:
        assert carries_name(approved(asking("name")), f"Wang, {OLD_NAME}, Nanjing", on) is counts

    @pytest.mark.parametrize(("on", "counts"), [(date(2024, 6, 2), False), (date(2024, 6, 3), True)])
    def test_the_new_name_counts_from_its_day(self, on: date, counts: bool) -> None:
        assert carries_name(approved(asking("name")), NEW_NAME["name_en"], on) is counts

    def test_another_name_never_counts(self) -> None:
        assert not carries_name(approved(asking("name")), "国家微纳技术创新中心", date(2024, 6, 3))

    def test_code_id_and_matters_keep_theirs(self) -> None:
        before, after = operating(), approved(asking("name"))
        assert (after.code, after.centre_id, KEY in after.matters) == (before.code, before.centre_id, True)

    def test_the_alias_says_since_when_until_when_and_by_which_change(self) -> None:
        alias = approved(asking("name")).aliases[0]
        assert (alias.since, alias.until, alias.change) == (date(2023, 4, 12), APPROVED, KEY)

    @pytest.mark.law("G-33")
    def test_an_evaluation_under_way_shows_both_names(self) -> None:
        before = take(evaluating(), "submit_change", REPORTER, date(2026, 3, 2), asking("name"))
        after = take(take(before, "endorse", SD, date(2026, 3, 9)), "approve", ML, date(2026, 3, 16), {})
        shown = standing(after, date(2026, 3, 16))
        assert (shown.matters["evaluation/1-1"]["centre_name"], shown.name_zh) == (OLD_NAME, NEW_NAME["name_zh"])
