"""The indicators of the objective data, by dimension of Art 28, as data (C.4). Art 28 names dimensions only."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.texts import JsonValue

Number = int | float
Figures = dict[str, int | float | str]

TOO_LARGE: Final = 10**16
_WRITTEN: Final = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,6})?")


class Unit(StrEnum):
    """What an indicator counts in; money is in units of 10 000 yuan."""

    COUNT = "n"
    MONEY = "万元"
    PERCENT = "%"
    HOURS = "h"
    AREA = "m²"


class Over(StrEnum):
    """What several years make of an indicator: their sum, or the last value (a stock, a count since the beginning)."""

    SUM = "sum"
    STOCK = "stock"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True)
class Indicator:
    """One indicator: its name, its dimension or base group, its unit, what several years make of it."""

    name: str
    group: str
    unit: Unit = Unit.COUNT
    over: Over = Over.SUM


def _group(group: str, *names: str, unit: Unit = Unit.COUNT, over: Over = Over.SUM) -> tuple[Indicator, ...]:
    return tuple(Indicator(name, group, unit, over) for name in names)


INCOME_PARTS: Final = (
    "income_central",
    "income_local",
    "income_competitive_projects",
    "income_market_services",
    "income_member_input",
    "income_social_capital",
    "income_other",
)
CATALOGUE: Final = (
    *_group("national_tasks", "national_tasks_count", "national_tasks_led_count"),
    *_group("national_tasks", "national_tasks_funding", unit=Unit.MONEY),
    *_group("key_technology", "key_tech_targets_planned", "key_tech_targets_met", "chokepoint_items_resolved"),
    *_group("key_technology", "rd_expenditure", unit=Unit.MONEY),
    *_group("key_technology", "invention_patents_granted", "pct_applications", "attributed_ip_count"),
    *_group("industry_progress", "international_standards", "national_standards", "industry_standards"),
    *_group("industry_progress", "major_awards", "domestic_substitution_cases"),
    *_group("industry_progress", "industry_alliances_led", over=Over.STOCK),
    *_group("services", "enterprises_served", "tech_smes_served", "service_contracts"),
    *_group("services", "service_income", unit=Unit.MONEY),
    *_group("services", "test_platform_hours", unit=Unit.HOURS),
    *_group("services", "equipment_open_rate", unit=Unit.PERCENT),
    *_group("incubation", "companies_incubated_cum", over=Over.CUMULATIVE),
    *_group("incubation", "companies_incubated_year", "hightech_enterprises_bred", "ip_transfer_contracts"),
    *_group("incubation", "incubated_financing", "ip_transfer_income", unit=Unit.MONEY),
    *_group("people", "staff_total", "staff_fixed", "staff_mobile", over=Over.STOCK),
    *_group("people", "rd_staff_full_time", "senior_staff", "overseas_staff", over=Over.STOCK),
    *_group("money", "income_total", *INCOME_PARTS, "expenditure_total", unit=Unit.MONEY),
    *_group("facilities", "site_area", unit=Unit.AREA, over=Over.STOCK),
    *_group("facilities", "equipment_value", unit=Unit.MONEY, over=Over.STOCK),
    *_group("facilities", "equipment_over_threshold_count", over=Over.STOCK),
    *_group("governance", "council_meetings", "expert_meetings"),
)
INDICATORS: Final = {indicator.name: indicator for indicator in CATALOGUE}


def number_of(value: JsonValue) -> Decimal | None:
    """The number that was given, as a number or in decimal digits; None when it is none, or absurdly large."""
    if isinstance(value, str):
        return Decimal(value.strip()) if _WRITTEN.fullmatch(value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= TOO_LARGE:
        return None
    return Decimal(str(value))


def plain(number: Decimal) -> int | float | str:
    """The number as it is kept: whole, or as a float where that is exact, else in its digits."""
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(str(float(number))) == number else str(number)
