"""What a policy profile may say beyond the form of its keys: bounds that keep every day reckonable (Art 6.1)."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from domain.days.spans import days_before
from domain.days.working_days import WorkingCalendar
from domain.policies.values import values_of
from domain.policy import Policy

COMMON_YEAR: Final = 2023
MOST_STEPS: Final = 20
MOST: Final = (("wd", 500, "working days"), ("days", 3660, "days"), ("months", 120, "months"))
OTHERS: Final = 99
DAYS_OF_A_YEAR: Final = ("annual_report.centre_due", "annual_report.supervising_due", "governance.work_plan_reminder")


def faults_of_policy(policy: Policy) -> list[str]:
    """Each value that cannot be worked with, as `path: what is wrong`; empty when all is well."""
    found = chain(_counts(policy), _days(policy), _ladders(policy), _rectification(policy), _cutoff(policy))
    return list(found)


def _counts(policy: Policy) -> Iterator[str]:
    for path, value in values_of(policy).items():
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        most, unit = _most(path)
        if value > most:
            yield f"{path}: {value} is more than a policy may set; give at most {most}{unit}"


def _most(path: str) -> tuple[int, str]:
    words = path.rpartition(".")[2].split("_")
    return next(((most, f" {unit}") for word, most, unit in MOST if word in words), (OTHERS, ""))


def _days(policy: Policy) -> Iterator[str]:
    values = values_of(policy)
    wrong = [path for path in DAYS_OF_A_YEAR if not _is_day(str(values[path]))]
    yield from (f"{path}: {values[path]} is no day of every year; write it as MM-DD" for path in wrong)
    reports = policy.annual_report
    if not wrong and reports.supervising_due < reports.centre_due:
        yield "annual_report.supervising_due: the review cannot be due before the report itself (Art 25)"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(f"{COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return True


def _ladders(policy: Policy) -> Iterator[str]:
    for name, sign in (("reminders", "-"), ("escalations", "+")):
        steps: tuple[str, ...] = getattr(policy.annual_report, name)
        if len(steps) > MOST_STEPS:
            yield f"annual_report.{name}: {len(steps)} steps are too many; give at most {MOST_STEPS}"
        wrong = [step for step in steps[:MOST_STEPS] if not (step.startswith(sign) and _is_span(step))]
        yield from (
            f"annual_report.{name}: {step[:20]!r} is no step; write it like {sign}10d, {sign}1wd" for step in wrong
        )


def _is_span(step: str) -> bool:
    try:
        days_before(WorkingCalendar(), date(COMMON_YEAR, 7, 3), step)
    except ValueError:
        return False
    return True


def _rectification(policy: Policy) -> Iterator[str]:
    terms = policy.rectification
    if not terms.min_months <= terms.default_months <= terms.cap_months:
        yield (
            "rectification.default_months: must lie from min_months to cap_months "
            f"({terms.min_months} to {terms.cap_months}), not at {terms.default_months}"
        )


def _cutoff(policy: Policy) -> Iterator[str]:
    hour, _, minute = policy.cutoff.partition(":")
    if policy.cutoff != "end_of_day" and not (int(hour) < 24 and int(minute) < 60):
        yield f"cutoff: {policy.cutoff} is no time of day; write it as 15:00, or end_of_day"
