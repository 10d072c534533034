"""The form of a decision, and its one life (contract: The one message; G-59, G-61)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lives import DOCUMENT, LE, MO, SD, applying, candidate, decision, gone, nine, operating, refused, take

from domain.acts import decide
from domain.decisions import LARGEST, Attachment, Decision, read_decision
from domain.refusals import Code, Refused

ON = date(2022, 3, 7)
MESSAGE: dict[str, Any] = {
    "decision_id": "6f1c",
    "action": "submit_intent",
    "by": {"person": "li.na", "organisation": "sensing", "role": "lead_entity_applicant"},
    "decided_on": "2022-03-07",
    "content": {"text": "An intent"},
}


def read(**changed: Any) -> Decision:
    """The message with some parts changed, as read."""
    return read_decision(json.dumps({**MESSAGE, **changed}).encode())


def malformed(data: bytes | str) -> str:
    """The sentence with which the message is refused as malformed."""
    with pytest.raises(Refused) as caught:
        read_decision(data if isinstance(data, bytes) else data.encode())
    assert caught.value.code is Code.MALFORMED
    return str(caught.value)


def with_text(text: str) -> str:
    """The message with this text (as JSON) in its content."""
    return json.dumps({**MESSAGE, "content": {"text": "@"}}).replace('"@"', text)


class TestTheForm:
    """A message is JSON of the agreed form, at most 64 KB, without control characters; else MALFORMED in a sentence."""

    def test_the_message_of_the_contract_is_read(self) -> None:
        assert read().by.person == "li.na"

    @pytest.mark.parametrize("text", [r'"a\u0000b"', r'"\u0007"', r'"\u202e"', r'"\ud800"', r'"\r"', r'"\u0085"'])
    def test_a_character_that_no_document_holds_is_refused(self, text: str) -> None:
        assert "U+" in malformed(with_text(text))

    @pytest.mark.parametrize("text", [r'"a\nb"', r'"a\tb"', '"字 é 🙂"'])
    def test_lines_tabs_and_any_script_are_taken(self, text: str) -> None:
        assert read_decision(with_text(text).encode())

    def test_a_control_character_in_a_key_is_refused(self) -> None:
        assert "U+0000" in malformed(json.dumps({**MESSAGE, "content": {"a\x00": 1}}))

    def test_texts_are_composed(self) -> None:
        assert read(content={"text": "e\u0301"}).content == {"text": "é"}

    def test_composed_or_not_it_is_the_same_decision(self) -> None:
        assert read(reason="e\u0301").digest == read(reason="é").digest

    @pytest.mark.parametrize(("size", "taken"), [(LARGEST, True), (LARGEST + 1, False)])
    def test_64_kb_are_taken_and_one_byte_more_is_not(self, size: int, taken: bool) -> None:
        data = json.dumps(MESSAGE).encode().ljust(size)
        if taken:
            assert read_decision(data)
        else:
            assert "64 KB" in malformed(data)

    @pytest.mark.parametrize("depth", [21, 1000, 30_000])
    @pytest.mark.parametrize("pair", ["[]", '{"a":}'])
    def test_absurd_nesting_is_refused(self, depth: int, pair: str) -> None:
        depth = min(depth, 10_000) if len(pair) > 2 else depth
        assert malformed(with_text(pair[:-1] * depth + "1" + pair[-1] * depth))

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999"])
    def test_what_is_no_number_is_refused(self, number: str) -> None:
        assert malformed(with_text(number))

    @pytest.mark.parametrize("data", [b"", b"{", b"null", b"[]", b'"decide"', b"1", b"\xff\xfe\x00", b"\x80abc", b"{}"])
    def test_what_is_no_decision_is_refused(self, data: bytes) -> None:
        assert malformed(data)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("decision_id", ""), ("decision_id", "a b"), ("decision_id", "x" * 81), ("decision_id", None),
            ("decision_id", 7), ("decision_id", "6f1c\n"), ("action", ""), ("action", "x" * 61), ("action", None),
            ("by", None), ("by", "li.na"), ("by", {"person": "li.na"}), ("decided_on", "7 March"),
            ("decided_on", "2022-02-30"), ("decided_on", 20220307), ("matter", "x" * 81), ("matter", 3),
            ("document_number", ""), ("document_number", "x" * 301), ("reason", " "), ("reason", "x" * 8001),
            ("content", []), ("content", "x"), ("content", None), ("attachments", [{"name": "a"}]),
            ("attachments", [{"name": "a", "sha256": "x" * 64}]), ("unknown", 1),
        ],
    )  # fmt: skip
    def test_each_field_has_its_form(self, field: str, value: Any) -> None:
        assert malformed(json.dumps({**MESSAGE, field: value}))

    @pytest.mark.parametrize("role", ["minister", "", "SD_REVIEWER", None])
    def test_the_role_is_one_of_the_list(self, role: str | None) -> None:
        assert "role" in malformed(json.dumps({**MESSAGE, "by": {**MESSAGE["by"], "role": role}}))

    def test_the_sentence_never_repeats_the_input(self) -> None:
        assert "secret" not in malformed(json.dumps({**MESSAGE, "decision_id": "secret secret"}))

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_garbage_is_refused_and_never_fatal(self, data: bytes) -> None:
        assert malformed(data)


class TestTheSteps:
    """The first thing that is wrong is told, in words an official can act on."""

    def test_an_unknown_act_is_told_the_nearest_one(self) -> None:
        refusal = refused(candidate(), "submit_intend", LE, ON)
        assert (refusal.code, "submit_intent" in str(refusal)) == (Code.UNKNOWN_ACTION, True)

    @pytest.mark.parametrize("matter", ["annual-report/1999", "change/1", "x", "", "centre/2", "exit"])
    def test_an_unknown_matter_is_told_the_known_ones(self, matter: str) -> None:
        assert refused(candidate(), "submit_intent", LE, ON, matter=matter).code is Code.UNKNOWN_MATTER

    def test_an_unknown_field_of_the_content_is_named(self) -> None:
        refusal = refused(candidate(), "submit_intent", LE, ON, {"grade": "good"})
        assert (refusal.code, "grade" in str(refusal)) == (Code.INVALID_CONTENT, True)

    @pytest.mark.parametrize("content", [{"text": 1}, {"text": []}, {"text": True}, {"priority_list_year": "2022"}])
    def test_a_wrong_type_is_refused(self, content: dict[str, Any]) -> None:
        assert refused(candidate(), "submit_intent", LE, ON, content).code is Code.INVALID_CONTENT


@pytest.mark.law("G-59")
class TestG59:
    """G-59: the day of the decision governs; it lies neither in the future nor before the present state."""

    def test_a_day_to_come_is_refused(self) -> None:
        refusal = refused(candidate(), "submit_intent", LE, ON + timedelta(days=1), entered=ON)
        assert refusal.code is Code.FUTURE_DATE

    def test_today_ends_at_midnight_in_shanghai(self) -> None:
        late = nine(ON) + timedelta(hours=14, minutes=59)
        made = decision(candidate(), "submit_intent", LE, ON + timedelta(days=1))
        with pytest.raises(Refused):
            decide(candidate(), made, late)
        assert decide(candidate(), made, late + timedelta(minutes=1))

    def test_entered_late_the_signed_day_governs(self) -> None:
        centre = take(candidate(), "submit_intent", LE, ON, entered=date(2022, 3, 20))
        assert (centre.since, centre.open_obligations[0].opened_on) == (ON, ON)

    def test_without_a_day_today_governs(self) -> None:
        made = decision(candidate(), "submit_intent", LE, ON, decided_on=None)
        assert decide(candidate(), made, nine(ON))[0].since == ON

    def test_before_the_present_state_it_is_refused(self) -> None:
        refusal = refused(applying("submit_intent"), "accept_for_cultivation", SD, date(2022, 3, 6), entered=ON)
        assert "decided_on" in str(refusal)

    def test_a_day_before_the_republic_is_refused(self) -> None:
        assert refused(candidate(), "submit_intent", LE, date(1948, 1, 1), entered=ON).code is Code.INVALID_CONTENT


@pytest.mark.law("G-61")
class TestG61:
    """G-61: the same decision twice happens once; its id belongs to it for the whole life."""

    def test_the_same_again_gives_the_same_receipt(self) -> None:
        made = decision(candidate(), "submit_intent", LE, ON)
        centre, receipt = decide(candidate(), made, nine(ON))
        assert decide(centre, made, nine(date(2023, 1, 4))) == (centre, receipt)

    def test_the_same_again_even_after_the_life_has_ended(self) -> None:
        made = decision(candidate(), "submit_intent", LE, date(2022, 3, 7))
        assert decide(gone(), made, nine(date(2030, 1, 7)))[0] == gone()

    @pytest.mark.parametrize("changed", [{"reason": "Another."}, {"document_number": None}, {"content": {}}])
    def test_another_decision_under_the_same_id_is_refused(self, changed: dict[str, Any]) -> None:
        made = decision(candidate(), "submit_intent", LE, ON)
        other = made.model_copy(update=changed)
        with pytest.raises(Refused) as caught:
            decide(decide(candidate(), made, nine(ON))[0], other, nine(ON))
        assert caught.value.code is Code.DUPLICATE_ID

    def test_the_id_of_a_refused_decision_is_free(self) -> None:
        assert refused(candidate(), "submit_intent", MO, ON, decision_id="one").code is Code.WRONG_ROLE
        assert take(candidate(), "submit_intent", LE, ON, decision_id="one").revision == 1

    def test_the_receipt_says_where_the_matter_stands(self) -> None:
        receipt = decide(candidate(), decision(candidate(), "submit_intent", LE, ON), nine(ON))[1]
        assert (receipt.accepted, receipt.matter, receipt.state) == (True, "centre", "INTENT_SUBMITTED")
        assert (receipt.revision, receipt.recorded_at) == (1, nine(ON))

    def test_the_document_number_is_on_record(self) -> None:
        approval = operating().approval
        assert approval is not None
        assert approval.document_number == DOCUMENT


@pytest.mark.law("G-65")
class TestG65:
    """G-65, C.1: no state secret enters: a text or a document marked as one is refused, and never repeated."""

    @pytest.mark.parametrize("marked", ["机密★10年", "【秘密】方案", "（绝密）"])
    def test_a_marked_text_is_refused_by_its_place(self, marked: str) -> None:
        refusal = refused(candidate(), "submit_intent", LE, date(2022, 3, 7), {"text": marked})
        assert (refusal.code, "content.text" in str(refusal)) == (Code.INVALID_CONTENT, True)
        assert marked not in str(refusal)

    def test_a_marked_document_is_refused(self) -> None:
        attachment = Attachment(name="附件（机密）.pdf", sha256="0" * 64)
        refusal = refused(candidate(), "submit_intent", LE, date(2022, 3, 7), attachments=(attachment,))
        assert "attachments.0.name" in str(refusal)

    @pytest.mark.parametrize("text", ["保守国家秘密的规定", "商业秘密保护", "机密性"])
    def test_to_speak_of_secrecy_is_no_mark(self, text: str) -> None:
        assert take(candidate(), "submit_intent", LE, date(2022, 3, 7), {"text": text})
