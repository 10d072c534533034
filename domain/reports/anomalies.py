"""What is striking in a year's figures beside those of the years before: shown to readers, never a bar (C.4)."""

from decimal import Decimal
from typing import Final

from domain.centre import Centre
from domain.reports.indicators import INDICATORS, Figures, Over, number_of
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.years import key_of

STEEP: Final = 2


def anomalies(centre: Centre, year: int, figures: Figures) -> tuple[str, ...]:
    """Steep changes, values that stay for three years, cumulative counts that fall, against the filed figures."""
    last, before = filed_figures(centre, year - 1), filed_figures(centre, year - 2)
    found = (_striking(name, number_of(value), last, before, year) for name, value in figures.items())
    return tuple(sentence for sentences in found for sentence in sentences)


def filed_figures(centre: Centre, year: int) -> Figures:
    """The figures on file for that year; none when its report is not filed."""
    report = centre.matters.get(key_of(year))
    filed = isinstance(report, AnnualReport) and report.state is ReportState.FILED
    return report.figures if filed and isinstance(report, AnnualReport) else {}


def _striking(name: str, new: Decimal | None, last: Figures, before: Figures, year: int) -> list[str]:
    old, oldest = number_of(last.get(name)), number_of(before.get(name))
    if new is None or old is None:
        return []
    against = f"{name}: {new} in {year} against {old} in {year - 1}"
    steep = old != 0 and abs(new - old) > STEEP * old
    falls = name in INDICATORS and INDICATORS[name].over is Over.CUMULATIVE and new < old
    return [
        *([f"{against}, a change of {_percent(new, old)} %"] if steep else []),
        *([f"{against}, though it counts from the beginning and cannot fall"] if falls else []),
        *([f"{name}: {new} for the third year unchanged"] if new == old == oldest else []),
    ]


def _percent(new: Decimal, old: Decimal) -> str:
    return f"{(new - old) / old * 100:+.0f}"
