"""The catalogue of handlings, as data: Art 31 names none, so a person chooses at least one of these (I04).

What a handling asks for on the centre (hold, void, amend, suspend funds, revoke) is itself a decision of people there:
the catalogue only says which act it is, on which matter, and who owes it.
"""

from typing import Final, NamedTuple

from domain.integrity.states import SubjectType
from domain.roles import Role


class Deed(NamedTuple):
    """An act to be decided elsewhere: its name, the kind of its matter, who decides it, in Chinese."""

    action: str
    matter: str
    by: Role
    zh: str


class Handling(NamedTuple):
    """One entry of the catalogue. `burdens_centre`: not to be chosen when only an evaluator or expert is at fault."""

    code: str
    title: str
    zh: str
    event: str = "I04"
    deed: Deed | None = None
    burdens_centre: bool = False


LIFT: Final = Deed("lift_hold", "evaluation", Role.INTEGRITY_OFFICER, "解除评估结果暂停")
HOLD: Final = Deed("place_hold", "evaluation", Role.INTEGRITY_OFFICER, "暂停评估结果")
VOID: Final = Deed("void_attempt", "evaluation", Role.MOST_LEADERSHIP, "评估作废")
AMEND: Final = Deed("amend_result", "evaluation", Role.MOST_LEADERSHIP, "变更评估结果")
SUSPEND: Final = Deed("suspend_subsidy", "subsidy", Role.MOF_OFFICER, "暂停拨付")
RECOVER: Final = Deed("recover_subsidy", "subsidy", Role.MOF_OFFICER, "追回资金")
REVOKE: Final = Deed("propose_revocation", "exit", Role.MOST_OFFICER, "提出撤销建议")

CATALOGUE: Final[dict[str, Handling]] = {
    entry.code: entry
    for entry in (
        Handling("order_correction", "Order correction", "责令改正"),
        Handling("warning", "Warning", "警告"),
        Handling("public_criticism", "Public criticism", "通报批评"),
        Handling("void_attempt", "Void the evaluation attempt", "评估作废", "I04, E16", VOID),
        Handling("downgrade", "Downgrade the result", "降低评估等级", "I04, E17", AMEND, True),
        Handling("suspend_funds", "Suspend funds", "暂停拨付资金", "I04, B.11", SUSPEND, True),
        Handling("recover_funds", "Recover funds", "追回资金", "I04, B.11", RECOVER, True),
        Handling("exclude_evaluator", "Exclude the evaluator for a time", "限期禁止承担评估任务"),
        Handling("exclude_expert", "Exclude the expert for a time", "限期禁止担任专家"),
        Handling("credit_record", "Enter in the credit record", "记入科研诚信严重失信行为数据库"),
        Handling("propose_revocation", "Propose revocation", "建议撤销", "I04, O11", REVOKE, True),
        Handling("other", "Other handling", "其他处理"),
    )
}
NOT_THE_CENTRE: Final = (SubjectType.EVALUATOR, SubjectType.EXPERT)
