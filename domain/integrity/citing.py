"""Citing the rules under which a case is handled, each in the version in force on the day (C.8)."""

from datetime import date

from domain.days.periods import add_years
from domain.fact import Command
from domain.integrity.case import Case, CitedRule
from domain.integrity.legal_basis import LegalRule, rule_cited, rules_in_force
from domain.texts import Line


class Citation(Command):
    """A rule cited as the legal basis, with its version."""

    rule: Line
    version: Line | None = None


Citations = tuple[Line | Citation, ...]


def cited_rules(case: Case, given: Citations, on: date) -> tuple[CitedRule, ...]:
    """The rules cited; without any, those of the register in force on that day."""
    if given:
        return tuple(_cited(one) for one in given)
    return tuple(_from_register(rule) for rule in rules_in_force(_real_day(case, on)))


def stale_citations(case: Case, given: Citations, on: date) -> list[str]:
    """The rules of the register that are cited though they are not in force on that day, as faults."""
    rules = [(n, rule_cited(_text(one))) for n, one in enumerate(given)]
    return [_stale(n, rule) for n, rule in rules if rule is not None and not rule.in_force(_real_day(case, on))]


def _real_day(case: Case, on: date) -> date:
    return add_years(on, -case.calendar.shift_years)


def _stale(n: int, rule: LegalRule) -> str:
    until = f" to {rule.in_force_to}" if rule.in_force_to else ""
    return f"legal_basis.{n}: {rule.title} is in force from {rule.in_force_from}{until} only; cite the rule of the day"


def _text(cited: Line | Citation) -> str:
    return cited if isinstance(cited, str) else cited.rule


def _from_register(rule: LegalRule) -> CitedRule:
    return CitedRule(rule=rule.title, version=rule.version, code=rule.code, weak=rule.weak)


def _cited(given: Line | Citation) -> CitedRule:
    version = None if isinstance(given, str) else given.version
    known = rule_cited(_text(given))
    if known is None:
        return CitedRule(rule=_text(given), version=version)
    return _from_register(known).model_copy(update={"version": version or known.version})
