"""The unified social credit code (GB 32100-2015, C.1.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.credit_code import ALPHABET, check_character, fault_of_credit_code, is_well_formed


@pytest.mark.law("Art 4")
class TestTheCheckCharacter:
    """GB 32100-2015: (31 - sum of value x 3^(i-1) mod 31) mod 31, looked up in the alphabet."""

    @pytest.mark.parametrize(
        "code", ["91350100M000100Y43", "91110000101623741K", "12110000MB00000120", "12110000MB1234567G"]
    )
    def test_a_valid_code_has_no_fault(self, code: str) -> None:
        assert fault_of_credit_code(code) is None

    def test_a_sum_divisible_by_31_gives_zero(self) -> None:
        assert check_character("12110000MB0000012") == "0"

    def test_the_widely_copied_example_is_told_its_check_character(self) -> None:
        fault = fault_of_credit_code("91310115MA1H8R7C6D")
        assert fault is not None
        assert "should be 7, not D" in fault

    def test_an_early_code_in_use_fails_the_check_but_is_well_formed(self) -> None:
        assert "check character" in (fault_of_credit_code("91350211M0000XUF46") or "")
        assert is_well_formed("91350211M0000XUF46")

    @given(st.text("0123456789", min_size=6, max_size=6), st.text(ALPHABET, min_size=11, max_size=11))
    def test_every_form_has_exactly_one_check_character(self, division: str, rest: str) -> None:
        first17 = rest[:2] + division + rest[2:]
        valid = [last for last in ALPHABET if fault_of_credit_code(first17 + last) is None]
        assert valid == [check_character(first17)]

    @pytest.mark.parametrize("first17", ["", "12110000MB000001", "12110000MB00000I2"])
    def test_what_is_not_seventeen_characters_of_the_alphabet_is_refused(self, first17: str) -> None:
        with pytest.raises(ValueError, match="17 characters"):
            check_character(first17)


class TestTheForm:
    """GB 32100-2015: 18 characters, six digits for the division, no I, O, S, V, Z."""

    @pytest.mark.parametrize("code", ["", "12110000MB0000012", "12110000MB000001200"])
    def test_another_length_is_named(self, code: str) -> None:
        assert f"has {len(code)}" in (fault_of_credit_code(code) or "")

    @pytest.mark.parametrize("char", ["I", "O", "S", "V", "Z", "a", " ", "\uff11"])
    def test_a_character_outside_the_alphabet_is_named(self, char: str) -> None:
        assert repr(char) in (fault_of_credit_code(f"12110000{char}B00000120") or "")

    def test_a_letter_in_the_division_is_named(self) -> None:
        assert "not 11A000" in (fault_of_credit_code("1211A000MB00000120") or "")
