"""The figures of a report: taken from its data, kept as long as a cycle or a comparison needs them (A06, G-18)."""

from typing import Any, Final

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.reports.anomalies import anomalies
from domain.reports.datasets import ObjectiveData, gaps, numbers
from domain.reports.indicators import plain
from domain.reports.matter import AnnualReport, ReportState

YEARS_BACK: Final = 2
NOTHING: Final[dict[str, Any]] = {"figures": {}, "not_applicable": {}, "gaps": ()}


def measured(centre: Centre, year: int, data: ObjectiveData) -> dict[str, Any]:
    """The figures of the data, what does not apply, what is missing, what is striking."""
    figures = {name: plain(number) for name, number in numbers(data.dataset).items()}
    return {
        "figures": figures,
        "not_applicable": dict(data.not_applicable),
        "gaps": gaps(data),
        "anomalies": anomalies(centre, year, figures),
    }


def forgotten(centre: Centre) -> Centre:
    """The same centre without the figures that neither the running cycle nor the two years before need."""
    first = _first_needed(centre)
    old = [m for m in centre.matters.values() if isinstance(m, AnnualReport) and m.reporting_year < first]
    for report in old:
        bare = tuple(s.model_copy(update={"figures": {}}) for s in report.snapshots)
        centre = centre.with_matter(report.model_copy(update={**NOTHING, "snapshots": bare}))
    return centre


def _first_needed(centre: Centre) -> int:
    filed = (
        m.reporting_year
        for m in centre.matters.values()
        if isinstance(m, AnnualReport) and m.state is ReportState.FILED
    )
    back = max(filed, default=0) - YEARS_BACK
    return min(back, centre.cycle.start.year) if centre.cycle else back


def used_by(centre: Centre, report: AnnualReport) -> str | None:
    """The running evaluation whose materials were handed in while this version was on file (G-18)."""
    for evaluation in centre.open_of(Evaluation):
        on = evaluation.materials_on
        if on is not None and (report.filed_on is None or report.filed_on <= on):
            return evaluation.key
    return None
