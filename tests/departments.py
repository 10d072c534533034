"""Changes before several supervising departments, for the tests of G-21 to G-23."""

from datetime import date
from typing import Any

from applications import ON
from lives import REPORTER, SD, planning, take

from domain.obligations import Obligation
from domain.policy import MultiSupervisorTerms, Policy
from domain.standing import organisation_of

LAST_DAY = date(2024, 5, 17)


def shared(*others: str, mode: str = "lead_only") -> Any:
    """A change of place of a centre that hubei-st leads, with these other departments."""
    policy = Policy(multi_supervisor=MultiSupervisorTerms(mode=mode))
    departments = ("hubei-st", *(others or ("hunan-st",)))
    centre = planning("decide").with_(custom_policy=policy, supervising_departments=departments)
    return take(centre, "submit_change", REPORTER, ON)


def saying(centre: Any, organisation: str, consent: bool | None = None, on: date = date(2024, 5, 14)) -> Any:
    """The centre after the department has given its opinion."""
    content = {"opinion": "Seen.", "consent": consent}
    return take(centre, "give_opinion", SD, on, content, org=organisation, person=f"{organisation}.person")


def addressee(centre: Any, o: Obligation) -> str | None:
    """To whom the task is addressed."""
    return organisation_of(centre, o.owed_by, o.key, o.matter)
