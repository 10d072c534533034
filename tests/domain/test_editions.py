"""The law's text, its editions and its interpretation (Arts 33, 34; G-40, G-63), and the seals on what was in force."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from lives import ML, operating, refused, take

from domain import seals
from domain.editions import EDITIONS, Interpretation, edition_named, edition_on
from domain.policies.interpreting import interpreted
from domain.policies.values import value_at
from domain.policy import DEFAULT, RenewalTerms
from domain.refusals import Code
from domain.seals import Seal, broken_seals, sealed_digest

TEXT = Path(__file__).parents[2] / "docs" / "measures-2021.zh.txt"
NEXT = EDITIONS[0].model_copy(update={"name": "2027", "signed_on": date(2027, 3, 1), "in_force_from": date(2027, 3, 1)})


@pytest.mark.law("Art 34", "G-40")
class TestArticle34:
    """Art 34, G-40: in force from the day of issue; signed on 2021-02-10, on the web on 2021-02-23; stored as data."""

    def test_the_edition_of_2021(self) -> None:
        (edition,) = EDITIONS
        assert (edition.name, edition.doc) == ("2021", "国科发区〔2021〕17号")
        assert [edition.signed_on, edition.published_on] == [date(2021, 2, 10), date(2021, 2, 23)]
        assert edition.in_force_from == date(2021, 2, 10) == DEFAULT.regulation.in_force_from

    def test_its_text_is_the_one_that_is_shipped(self) -> None:
        assert hashlib.sha256(TEXT.read_bytes()).hexdigest() == EDITIONS[0].text_sha256

    def test_the_text_sets_two_periods_only(self) -> None:
        edition, text = EDITIONS[0], TEXT.read_text(encoding="utf-8").replace("\n", "")
        assert (edition.plan_years, edition.evaluation_years) == (3, 3) == (DEFAULT.cycle_years.value,) * 2
        assert "方案一般以三年为建设运行周期" in text
        assert "绩效评估一般以三年为一个周期" in text
        assert edition.cycle_wording == DEFAULT.cycle_years.wording

    @pytest.mark.parametrize(
        ("day", "name"), [(date(2027, 2, 28), "2021"), (date(2027, 3, 1), "2027"), (date(2016, 9, 5), "2021")]
    )
    def test_a_new_centre_lives_under_the_edition_in_force(self, day: date, name: str) -> None:
        assert edition_on(day, (*EDITIONS, NEXT)).name == name


@pytest.mark.law("G-63")
class TestG63:
    """G-63: a new edition changes a running centre only by a recorded decision of MOST's leadership."""

    def test_no_edition_is_found_by_a_name_nobody_knows(self) -> None:
        assert edition_named("2027") is None

    def test_a_running_centre_keeps_its_edition(self) -> None:
        assert operating().edition == "2021"

    def test_an_unknown_edition_is_refused_with_those_known(self) -> None:
        refusal = refused(operating(), "adopt_policy", ML, date(2024, 5, 6), {"edition": "2027"})
        assert (refusal.code, "known are 2021" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_not_before_it_is_in_force(self, next_edition: None) -> None:
        centre = operating(date(2026, 3, 2))
        refusal = refused(centre, "adopt_policy", ML, date(2027, 2, 28), {"edition": "2027"})
        assert "in force only from 2027-03-01" in str(refusal)

    def test_from_its_first_day_it_governs_what_arises_later_only(self, next_edition: None) -> None:
        centre = take(operating(date(2026, 3, 2)), "adopt_policy", ML, date(2027, 3, 1), {"edition": "2027"})
        assert (centre.edition, {o.edition for o in centre.obligations}) == ("2027", {"2021"})
        assert [(a.edition, a.edition_before) for a in centre.adoptions] == [("2027", "2021")]

    @pytest.fixture
    def next_edition(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("domain.policies.adoption.EDITIONS", (*EDITIONS, NEXT))


@pytest.mark.law("Art 33")
class TestArticle33:
    """Art 33: MOST and MOF interpret; a note may override a default of this house, by a profile of its own name."""

    NOTE = Interpretation(
        number="国科办区〔2027〕3号", issued_on=date(2027, 5, 6), article="Art 30", text_zh="限期整改一般不超过六个月",
        text="Rectification lasts six months.", path=("rectification", "default_months"), value=6,
    )  # fmt: skip

    def test_a_note_makes_a_new_profile_and_edits_none(self) -> None:
        new = interpreted(DEFAULT, self.NOTE, "cn-ncti-note-3")
        assert (value_at(new, "rectification.default_months"), new.profile) == (6, "cn-ncti-note-3")
        assert DEFAULT.rectification.default_months == 12

    def test_a_centre_comes_under_it_by_a_decision(self) -> None:
        profile = interpreted(DEFAULT, self.NOTE, "cn-ncti-note-3").model_dump(mode="json")
        centre = take(operating(), "adopt_policy", ML, date(2024, 5, 6), {"policy": profile})
        assert centre.terms.rectification.default_months == 6

    def test_a_note_on_what_no_profile_knows_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="no such value"):
            interpreted(DEFAULT, self.NOTE.model_copy(update={"path": ("rectification", "months")}), "cn-ncti-note-4")


@pytest.mark.law("B.0", "Art 6.1")
class TestSeals:
    """B.0 rule 6: what a centre may have lived under is sealed by its hash: append, never edit."""

    def test_no_profile_and_no_edition_has_been_rewritten(self) -> None:
        assert broken_seals() == []

    def test_an_edited_one_is_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seals, "EDITIONS", (EDITIONS[0].model_copy(update={"plan_years": 4}),))
        (sentence,) = broken_seals()
        assert sentence.startswith("The edition 2021 is not what release 0.2.0 sealed: append, never edit.")

    def test_an_edited_profile_is_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        edited = DEFAULT.model_copy(update={"renewal": RenewalTerms(plan_days=61)})
        monkeypatch.setattr(seals, "PROFILES", {DEFAULT.profile: edited})
        assert [sentence for sentence in broken_seals() if "append, never edit" in sentence]

    def test_one_without_a_seal_is_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seals, "EDITIONS", (*EDITIONS, NEXT))
        assert broken_seals() == ["The edition 2027 is not sealed: add its seal."]

    def test_a_sealed_one_cannot_vanish(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seals, "EDITIONS", ())
        assert len(broken_seals()) == 1

    def test_a_key_that_came_later_does_not_break_an_older_seal(self) -> None:
        older = Seal("profile", "x", "0.1.0", "")
        known = {"supplement.wd": 10}
        assert sealed_digest({**known, "annual_report.call_in_wd": 30}, older) == sealed_digest(known, older)

    def test_a_newer_seal_covers_it(self) -> None:
        newer = Seal("profile", "x", "0.2.0", "")
        assert sealed_digest({"annual_report.call_in_wd": 30}, newer) != sealed_digest({}, newer)
