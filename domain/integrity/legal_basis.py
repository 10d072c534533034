"""The legal-basis register of integrity cases, as data: which rule is in force depends on the date (C.8).

Append a rule or end one, never edit what has been cited. `weak` marks a day that rests on a weak source or on memory:
check it before a decision is founded on it.
"""

from datetime import date
from typing import Final

from domain.fact import Fact


class LegalRule(Fact):
    """A rule under which a case may be handled, with its version and the days from and to which it is in force."""

    code: str
    title: str
    version: str
    in_force_from: date
    in_force_to: date | None = None
    weak: bool = False
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the rule is in force on that day, the first and the last one included."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


REGISTER: Final[tuple[LegalRule, ...]] = (
    LegalRule(
        code="measures-2021",
        title="国家技术创新中心建设运行管理办法（暂行）第三十一条",
        version="国科发区〔2021〕17号",
        in_force_from=date(2021, 2, 10),
    ),
    LegalRule(
        code="integrity-rules-2019",
        title="科研诚信案件调查处理规则（试行）",
        version="国科发监〔2019〕323号",
        in_force_from=date(2019, 9, 25),
        in_force_to=date(2022, 8, 24),
        weak=True,
        note="the first day is from memory; replaced by the rules of 2022",
    ),
    LegalRule(
        code="misconduct-rules-2022",
        title="科研失信行为调查处理规则",
        version="22 departments, 2022-08-25",
        in_force_from=date(2022, 8, 25),
        note="replaces 国科发监〔2019〕323号",
    ),
    LegalRule(
        code="violations-2020",
        title="科学技术活动违规行为处理暂行规定",
        version="科学技术部令第19号",
        in_force_from=date(2020, 9, 1),
        in_force_to=date(2026, 3, 19),
        weak=True,
        note="the last day rests on a weak source for the revision's first day",
    ),
    LegalRule(
        code="violations-2026",
        title="科学技术活动违规行为调查处理规定",
        version="revision of 科学技术部令第19号",
        in_force_from=date(2026, 3, 20),
        weak=True,
        note="out for comment until 2025-12-04; in force from 2026-03-20 according to a weak source",
    ),
    LegalRule(
        code="progress-law-2021",
        title="中华人民共和国科学技术进步法第一百一十二条、第一百一十三条",
        version="2021 revision",
        in_force_from=date(2022, 1, 1),
    ),
)


def rules_in_force(day: date) -> tuple[LegalRule, ...]:
    """The rules of the register that are in force on that day."""
    return tuple(rule for rule in REGISTER if rule.in_force(day))


def rule_cited(text: str) -> LegalRule | None:
    """The rule of the register that is cited by its code or its title, with or without title marks 《》."""
    bare = text.strip().strip("《》")
    return next((rule for rule in REGISTER if bare in (rule.code, rule.title)), None)
