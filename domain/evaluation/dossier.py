"""What the filed reports say for the evaluation: its prefilled data, and which reports are missing (Art 28, G-12)."""

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.obligations import Status
from domain.operation.governance_findings import governance_findings
from domain.reports.indicators import Number, number_of
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.prefill import prefill
from domain.texts import JsonValue

Data = dict[str, JsonValue]
SETTLED = (ReportState.FILED, ReportState.MERGED_NEXT_YEAR, ReportState.WAIVED)


def prefilled(centre: Centre, evaluation: Evaluation) -> dict[str, Number]:
    """The data of the cycle as the filed reports give them: fill once (G-13)."""
    return prefill(centre, evaluation.window_from, evaluation.window_to)


def unexplained(centre: Centre, evaluation: Evaluation, given: Data) -> list[str]:
    """Each given indicator that differs from the filed reports, as a fault when nothing explains it (E08)."""
    known = prefilled(centre, evaluation)
    return [
        f"dataset.{name}: is {value}, and the filed reports give {known[name]}; say why in differences_explained"
        for name, value in given.items()
        if name in known and number_of(value) != number_of(known[name])
    ]


def figures(centre: Centre, evaluation: Evaluation, given: Data) -> dict[str, int | float | str]:
    """The data on which the evaluation rests: as given, and where nothing is given as filed."""
    numbers = {name: value for name, value in given.items() if isinstance(value, int | float | str)}
    return {**prefilled(centre, evaluation), **numbers}


def remarks(centre: Centre, evaluation: Evaluation) -> tuple[str, ...]:
    """What the evaluator must know: reports missing, late, severely late (A03, G-12); governance lacking (G-29)."""
    reports = (m for m in centre.matters.values() if isinstance(m, AnnualReport))
    within = [r for r in reports if evaluation.window_from <= r.period_to <= evaluation.window_to]
    of_reports = (remark for report in within if (remark := _remark(centre, report)))
    return (*of_reports, *governance_findings(centre))


def _remark(centre: Centre, report: AnnualReport) -> str | None:
    how = ", severely overdue" if report.severely_overdue else ""
    if report.state not in SETTLED:
        return f"the report {report.reporting_year} is not on file ({report.state} {report.state.zh}{how})"
    handed_in = centre.obligation(report.key, "ar_centre_due")
    late = handed_in is not None and handed_in.status is Status.MET_LATE
    return f"the report {report.reporting_year} came late{how}" if late else None
