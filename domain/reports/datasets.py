"""The checks on the objective data: numbers, counts, shares, what holds between indicators, what is missing (C.4)."""

from collections.abc import Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Final

from pydantic import Field

from domain.fact import Command
from domain.reports.indicators import CATALOGUE, INCOME_PARTS, INDICATORS, Unit, number_of
from domain.texts import JsonValue, Line

Given = Mapping[str, JsonValue]
Numbers = Mapping[str, Decimal]

AT_MOST: Final = (
    ("national_tasks_led_count", ("national_tasks_count",)),
    ("key_tech_targets_met", ("key_tech_targets_planned",)),
    ("attributed_ip_count", ("invention_patents_granted", "pct_applications")),
    ("tech_smes_served", ("enterprises_served",)),
    ("companies_incubated_year", ("companies_incubated_cum",)),
)
SUMS: Final = (("staff_total", ("staff_fixed", "staff_mobile")), ("income_total", INCOME_PARTS))


class ObjectiveData(Command):
    """The objective data of a year; what does not apply is named with its reason (Art 25; C.3, C.4)."""

    dataset: Annotated[dict[str, JsonValue], Field(min_length=1, max_length=200)]
    not_applicable: Annotated[dict[Line, Line], Field(max_length=200)] = Field(default_factory=dict)


def data_faults(data: ObjectiveData) -> list[str]:
    """Everything that cannot be right in the data; a relation is looked at only when all its members are there."""
    read = numbers(data.dataset)
    within = [fault for name, number in read.items() for fault in _out_of_bounds(name, number)]
    related = [*_exceeding(read), *_wrong_sums(read, data.not_applicable)]
    return [*_no_numbers(data.dataset), *within, *related, *_said_twice(data)]


def gaps(data: ObjectiveData) -> tuple[str, ...]:
    """The indicators of the catalogue that are neither given nor said to be not applicable."""
    known = data.dataset.keys() | data.not_applicable.keys()
    return tuple(indicator.name for indicator in CATALOGUE if indicator.name not in known)


def gap_faults(data: ObjectiveData) -> list[str]:
    """Every gap, as a fault."""
    return [f"dataset.{name}: is missing; give it, or its reason in not_applicable" for name in gaps(data)]


def numbers(dataset: Given) -> dict[str, Decimal]:
    """The values that are numbers, read exactly."""
    read = ((name, number_of(value)) for name, value in dataset.items())
    return {name: number for name, number in read if number is not None}


def _no_numbers(dataset: Given) -> list[str]:
    wrong = [name for name, value in dataset.items() if number_of(value) is None]
    return [f"dataset.{name[:60]}: {_instead(name)}" for name in wrong]


def _instead(name: str) -> str:
    if name in INDICATORS:
        return f"is no number of {INDICATORS[name].unit}; where it does not apply, give the reason in not_applicable"
    near = get_close_matches(name[:60], INDICATORS, n=1)
    return "is no known indicator and no number" + (f"; did you mean {near[0]}?" if near else "")


def _out_of_bounds(name: str, number: Decimal) -> list[str]:
    unit = INDICATORS[name].unit if name in INDICATORS else None
    if number < 0:
        return [f"dataset.{name[:60]}: {number} lies below 0"]
    if unit is Unit.COUNT and number != number.to_integral_value():
        return [f"dataset.{name}: {number} is a count and must be whole"]
    if unit is Unit.PERCENT and number > 100:
        return [f"dataset.{name}: {number} lies above 100 %"]
    return []


def _exceeding(read: Numbers) -> list[str]:
    return [
        f"dataset.{part}: {read[part]} exceeds {' + '.join(wholes)} ({sum(read[whole] for whole in wholes)})"
        for part, wholes in AT_MOST
        if read.keys() >= {part, *wholes} and read[part] > sum(read[whole] for whole in wholes)
    ]


def _wrong_sums(read: Numbers, not_applicable: Mapping[str, str]) -> list[str]:
    return [
        f"dataset.{total}: {read[total]} is not the sum of its parts, {summed}"
        for total, parts in SUMS
        if total in read and (summed := _sum_of(parts, read, not_applicable)) not in (None, read[total])
    ]


def _sum_of(parts: tuple[str, ...], read: Numbers, not_applicable: Mapping[str, str]) -> Decimal | None:
    given = [part for part in parts if part in read]
    whole = given and all(part in read or part in not_applicable for part in parts)
    return sum((read[part] for part in given), Decimal(0)) if whole else None


def _said_twice(data: ObjectiveData) -> list[str]:
    both = [name for name in data.not_applicable if name in data.dataset]
    return [f"not_applicable.{name[:60]}: is given in the dataset too; say one of both" for name in both]
