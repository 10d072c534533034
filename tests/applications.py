"""Applications for changes, for the tests of several chapters: what is asked for, and how far it has come."""

from datetime import date
from typing import Any

from lives import LEGAL, ML, SD, operating, take

from domain.centre import Centre
from domain.changes.matter import Change

KEY = "change/1"
ON = date(2024, 5, 6)
ENDORSED = date(2024, 5, 20)
APPROVED = date(2024, 6, 3)
WAIVER = "国科办〔2026〕9号"
NEW_NAME = {
    "name_zh": "国家传感技术创新中心",
    "name_en": "National Center of Technology Innovation for Sensing",
}
EACH: dict[str, Any] = {
    "name": NEW_NAME,
    "registered_place": "南京市",
    "legal_representative_or_director": {"office": "director", "name": "Wang Ming"},
    "lead_entity": {"name": "Another Institute", "uscc": "91110000101623741K"},
    "member_composition": [{"organisation": "Tongji", "action": "add"}],
    "rd_direction": "From sensors to systems",
    "development_goals": "Three chokepoints by 2026",
    "organisation_structure": "Two departments instead of three",
    "institute_add_close": {"action": "add", "name": "Institute of Waves"},
    "plan_targets": "120 enterprises instead of 90",
    "merger": {"partners": ["rail"], "survivor": "smart-sensing"},
    "split": {"into": ["waves", "smart-sensing"], "survivor": "smart-sensing"},
    "supervising_department": ["zhejiang-st"],
    "voluntary_exit": "The council wishes to leave",
}


def request(type_: str, **value: Any) -> dict[str, Any]:
    """An application for a change of this type."""
    return {"type": type_, "application_document": "Application", "council_resolution": "Resolution 5", **value}


def asking(type_: str, **more: Any) -> dict[str, Any]:
    """An application of this type with a new value."""
    return request(type_, new_value=EACH[type_], **more)


def change(centre: Any, key: str = KEY) -> Change:
    """The change with that key."""
    return centre.find(Change, key)  # type: ignore[no-any-return]


def submitted(content: dict[str, Any], centre: Centre | None = None, on: date = ON) -> Centre:
    """The centre after its legal representative has applied."""
    return take(centre or operating(), "submit_change", LEGAL, on, content)


def endorsed(content: dict[str, Any], centre: Centre | None = None) -> Centre:
    """The centre after the change was applied for and endorsed on 2024-05-20."""
    return take(submitted(content, centre), "endorse", SD, ENDORSED)


def approved(content: dict[str, Any], centre: Centre | None = None, **approval: Any) -> Centre:
    """The centre after the change was applied for, endorsed and approved on 2024-06-03."""
    return take(endorsed(content, centre), "approve", ML, APPROVED, approval)
