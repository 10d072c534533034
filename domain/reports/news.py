"""What others are told of annual reports, beside those who owe something (A03, A07, A08)."""

from collections.abc import Iterator
from typing import NamedTuple

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.reports.matter import AnnualReport, ReportState
from domain.roles import Role


class News(NamedTuple):
    """A notice in copy: to whom, of what kind, on which matter, and the words."""

    role: Role
    organisation: str | None
    kind: str
    matter: str
    text: str
    text_zh: str


def news(before: Centre, after: Centre) -> tuple[News, ...]:
    """What the evaluator and the department are told of the change; runs of the first practice tell nothing."""
    if not after.whole:
        return ()
    reports = (m for m in after.matters.values() if isinstance(m, AnnualReport))
    changed = ((_before(before, r), r) for r in reports if before.matters.get(r.key) is not r)
    found = [
        n for old, new in changed for n in (*_to_the_evaluator(after, old, new), *_to_the_department(after, old, new))
    ]
    return (*found, *_late(before, after))


def _before(before: Centre, report: AnnualReport) -> AnnualReport | None:
    old = before.matters.get(report.key)
    return old if isinstance(old, AnnualReport) else None


def _to_the_evaluator(centre: Centre, old: AnnualReport | None, new: AnnualReport) -> Iterator[News]:
    """A correction while an evaluation runs is told to the evaluator: when it comes in and when it is filed (A08)."""
    what = _correction_step(old, new)
    if what is None:
        return
    for evaluation in centre.open_of(Evaluation):
        text = f"{new.key}: {what[0]}; {evaluation.key} keeps the data it was given (G-18)"
        text_zh = f"{new.reporting_year}年度报告：{what[1]}"
        yield News(Role.EVALUATOR_LEAD, evaluation.evaluator, f"{what[2]}-{evaluation.key}", new.key, text, text_zh)


def _correction_step(old: AnnualReport | None, new: AnnualReport) -> tuple[str, str, str] | None:
    was = old.correction.version if old and old.correction else 0
    if new.correction and new.correction.version > was:
        version = new.correction.version
        return f"a correction has come in as version {version}", f"更正版本{version}已提交", "correction"
    if old and len(new.snapshots) > len(old.snapshots):
        return f"the correction is on file as version {new.version}", f"更正版本{new.version}已备案", "corrected"
    return None


def _to_the_department(centre: Centre, old: AnnualReport | None, new: AnnualReport) -> Iterator[News]:
    """A report that MOST returns goes back to the centre; the department has a copy (A07)."""
    if _returned_by_most(new) and not (old and _returned_by_most(old)):
        text = f"{new.key}: MOST has returned it to the centre as incomplete"
        yield _to_department(
            centre, "returned", new.key, text, f"{new.reporting_year}年度报告：备案材料不全，已退回中心"
        )


def _returned_by_most(report: AnnualReport) -> bool:
    state = report.correction.state if report.correction else report.state
    return state is ReportState.MOST_RETURNED


def _late(before: Centre, after: Centre) -> Iterator[News]:
    """The department learns that the centre's day has passed (A03)."""
    known = {o.name for o in before.open_obligations if o.overdue}
    for o in after.open_obligations:
        if o.key == "ar_centre_due" and o.overdue and o.name not in known:
            text = f"{o.matter}: the centre has not handed it in by {o.due}; a supervision matter (Art 8.3)"
            yield _to_department(after, "late", o.matter, text, f"{o.term.zh}逾期未报（期限 {o.due}）")


def _to_department(centre: Centre, kind: str, matter: str, text: str, text_zh: str) -> News:
    return News(Role.SD_REVIEWER, next(iter(centre.supervising_departments), None), kind, matter, text, text_zh)
