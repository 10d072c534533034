"""Names of centres (Art 32) and numbers of documents (C.1.1)."""

import pytest

from domain.names import (
    faults_of_name_en,
    faults_of_name_zh,
    is_document_number,
    normalise,
    normalise_document_number,
)

COMPREHENSIVE_ZH = ["京津冀国家技术创新中心", "粤港澳大湾区国家技术创新中心", "长三角国家技术创新中心"]
FIELD_ZH = ["国家高速列车技术创新中心", "国家第三代半导体技术创新中心", "国家川藏铁路技术创新中心"]
NEITHER_ZH = [
    "国家技术创新中心",
    "国家京津冀国家技术创新中心",
    "國家乳業技術創新中心",
    "山东省半导体激光技术创新中心",
    "国家第三代半导体技术创新中心（苏州）",
    "合成生物国家技术创新中心",
    "国家国家技术创新中心",
    "国家A技术创新中心",
    f"国家{'长' * 31}技术创新中心",
    "",
]
COMPREHENSIVE_EN = ["Beijing-Tianjin-Hebei National Center of Technology Innovation"]
FIELD_EN = [
    "National Center of Technology Innovation for Synthetic Biology",
    "National Center of Technology Innovation for 5G",
]
NEITHER_EN = [
    "National Centre of Technology Innovation for High-speed Trains",
    "National New Energy Vehicle Technology Innovation Center",
    "National Technology Innovation Center of Synthetic Biology",
    "National Center of Technology Innovation",
    "National Center of Technology Innovation for synthetic biology",
    "yangtze National Center of Technology Innovation",
    "",
]


@pytest.mark.law("Art 32")
class TestArticle32InChinese:
    """Art 32: [region]国家技术创新中心 if comprehensive, 国家[field]技术创新中心 if of a field."""

    @pytest.mark.parametrize("name", COMPREHENSIVE_ZH)
    def test_a_region_first_is_a_comprehensive_name_only(self, name: str) -> None:
        assert faults_of_name_zh(name, "comprehensive") == []
        assert faults_of_name_zh(name, "field")

    @pytest.mark.parametrize("name", FIELD_ZH)
    def test_the_state_first_is_a_field_name_only(self, name: str) -> None:
        assert faults_of_name_zh(name, "field") == []
        assert faults_of_name_zh(name, "comprehensive")

    @pytest.mark.parametrize("name", NEITHER_ZH)
    @pytest.mark.parametrize("kind", ["comprehensive", "field"])
    def test_any_other_form_is_refused(self, name: str, kind: str) -> None:
        assert faults_of_name_zh(name, kind)

    def test_a_field_in_the_place_of_a_region_is_told_its_right_name(self) -> None:
        [fault] = faults_of_name_zh("合成生物国家技术创新中心", "comprehensive")
        assert "合成生物 is not in the register" in fault
        assert "国家合成生物技术创新中心" in fault

    def test_each_end_of_a_name_has_its_own_fault(self) -> None:
        assert len(faults_of_name_zh("高速列车创新中心", "field")) == 2

    def test_spaces_do_not_count(self) -> None:
        assert faults_of_name_zh(" 国家 5G 技术创新中心\n", "field") == []

    def test_there_is_no_third_kind(self) -> None:
        with pytest.raises(ValueError, match="Art 3"):
            faults_of_name_zh(FIELD_ZH[0], "regional")


@pytest.mark.law("Art 32")
class TestArticle32InEnglish:
    """Art 32: "[Region] National Center of Technology Innovation", "... for [Field]"; Center, not Centre."""

    @pytest.mark.parametrize("name", COMPREHENSIVE_EN)
    def test_a_region_first_is_a_comprehensive_name_only(self, name: str) -> None:
        assert faults_of_name_en(name, "comprehensive") == []
        assert faults_of_name_en(name, "field")

    @pytest.mark.parametrize("name", FIELD_EN)
    def test_a_field_last_is_a_field_name_only(self, name: str) -> None:
        assert faults_of_name_en(name, "field") == []
        assert faults_of_name_en(name, "comprehensive")

    @pytest.mark.parametrize("name", NEITHER_EN)
    @pytest.mark.parametrize("kind", ["comprehensive", "field"])
    def test_any_other_form_is_refused(self, name: str, kind: str) -> None:
        assert faults_of_name_en(name, kind)

    def test_a_mere_spelling_is_the_only_fault_named(self) -> None:
        [fault] = faults_of_name_en(NEITHER_EN[0], "field")
        assert "not" in fault
        assert "Centre" in fault


class TestNormalisation:
    """C.1.1: NFC, trimmed, no inner spaces in Chinese, 〔 〕 around the year of a document number."""

    def test_spaces_leave_chinese_and_stay_single_in_english(self) -> None:
        assert normalise(" 国家\u3000高速 列车 ") == "国家高速列车"
        assert normalise(" National   Center ") == "National Center"

    def test_accents_are_composed(self) -> None:
        assert normalise("Poincare\u0301") == "Poincar\u00e9"

    def test_brackets_change_only_around_the_year_of_a_number(self) -> None:
        assert normalise("见国科发区（2017）10号") == "见国科发区〔2017〕10号"
        assert normalise("中心（2017）第10号") == "中心（2017）第10号"


class TestDocumentNumbers:
    """C.1.1: issuer, 〔year〕, number without leading zero, 号."""

    @pytest.mark.parametrize("brackets", ["[]", "［］", "【】", "()", "（）", "〔〕"])
    def test_every_bracket_becomes_the_official_one(self, brackets: str) -> None:
        written = f" 国科发区 {brackets[0]}2017{brackets[1]} 10 号"
        assert normalise_document_number(written) == "国科发区〔2017〕10号"

    def test_a_number_is_known_before_it_is_normalised(self) -> None:
        assert is_document_number("国科发区(2017)10号")

    @pytest.mark.parametrize(
        "text",
        [
            "国科发区〔2017〕010号",
            "国科发区〔1817〕10号",
            "国科发区2017年10号",
            "〔2017〕10号",
            "国科发区〔2017〕10",
        ],
    )
    def test_other_forms_are_no_document_numbers(self, text: str) -> None:
        assert not is_document_number(text)
