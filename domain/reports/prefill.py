"""What the filed reports of a window say together, for the materials of an evaluation (Art 28; E08: fill once)."""

from datetime import date
from decimal import Decimal

from domain.centre import Centre
from domain.reports.indicators import INDICATORS, Number, Over, Unit, number_of
from domain.reports.matter import AnnualReport, ReportState


def prefill(centre: Centre, window_from: date, window_to: date) -> dict[str, Number]:
    """Sums of counts and money, the last value of a stock, the mean of percentages, over the filed reports."""
    reports = filed_within(centre, window_from, window_to)
    names = dict.fromkeys(name for report in reports for name in report.figures)
    return {name: _together(name, _values(reports, name)) for name in names}


def filed_within(centre: Centre, window_from: date, window_to: date) -> tuple[AnnualReport, ...]:
    """The filed reports whose period ends in the window, by year: each belongs to one cycle only."""
    reports = (m for m in centre.matters.values() if isinstance(m, AnnualReport) and m.state is ReportState.FILED)
    return tuple(sorted((r for r in reports if window_from <= r.period_to <= window_to), key=_year))


def _year(report: AnnualReport) -> int:
    return report.reporting_year


def _values(reports: tuple[AnnualReport, ...], name: str) -> list[Decimal]:
    found = (number_of(report.figures[name]) for report in reports if name in report.figures)
    return [number for number in found if number is not None]


def _together(name: str, values: list[Decimal]) -> Number:
    known = INDICATORS.get(name)
    if known and known.over is not Over.SUM:
        return _number(values[-1])
    total = sum(values, Decimal(0))
    return _number(round(total / len(values), 2) if known and known.unit is Unit.PERCENT else total)


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else float(value)
