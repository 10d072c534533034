"""What another policy profile would do to the days of what is open: the last days reckoned again (B.0 rule 6)."""

from datetime import date
from typing import Final

from domain.centre import Centre
from domain.days.periods import Deadline, Reckoning, reckon
from domain.fact import Fact
from domain.obligations import Obligation
from domain.policies.values import value_at
from domain.policy import PROFILES, Policy

SET_BY_DECISION: Final = "its day was set by law or by a decision"
NO_FORMULA: Final = "no value of the profile sets its day by itself"
OTHER_LADDER: Final = "its reminders are not counted by the profile"
OTHER_COUNT: Final = "its day was not counted by the profile's own value"
FORMULAS: Final[dict[str, tuple[str, str]]] = {
    "intent_review": ("formation.intent_review_wd", "wd"),
    "conversion_screening": ("formation.intent_review_wd", "wd"),
    "supplement": ("supplement.wd", "wd"),
    "formal_check": ("formation.formal_check_wd", "wd"),
    "cultivation_checkin": ("formation.checkin_months", "m"),
    "cultivation_stale": ("formation.stale_months", "m"),
    "argumentation_sla": ("formation.argumentation_days", "d"),
    "decision_sla": ("formation.decision_days", "d"),
    "deferred_review": ("formation.deferred_review_months", "m"),
    "entity_registration_due": ("formation.entity_registration_months", "m"),
    "ar_centre_due": ("annual_report.centre_due", "on"),
    "ar_supervising_due": ("annual_report.supervising_due", "on"),
    "most_filing_ack": ("annual_report.most_filing_ack_wd", "wd"),
    "evaluation_prenotice": ("evaluation.prenotice_days", "d_before"),
    "participation_confirm": ("evaluation.confirm_wd", "wd"),
    "materials_due": ("evaluation.materials_days_after_cycle_end", "d"),
    "materials_review": ("evaluation.materials_review_wd", "wd"),
    "assessment": ("evaluation.assessment_days", "d"),
    "deliberation": ("evaluation.deliberation_wd", "wd"),
    "objection_review": ("evaluation.objection_wd", "wd"),
    "withdrawal_cooling_off": ("evaluation.withdrawal_cooling_off_wd", "wd"),
    "evaluation_target": ("evaluation.target_days", "d"),
    "next_plan_due": ("renewal.plan_days", "d"),
    "rectification_plan_due": ("rectification.plan_days", "d"),
    "inspection_sla": ("rectification.inspection_days", "d"),
    "change_sd_review": ("change.sd_review_wd", "wd"),
    "co_opinion": ("multi_supervisor.co_opinion_wd", "wd"),
    "change_most_decision": ("change.most_wd", "wd"),
    "exit_hearing": ("exit.hearing_wd", "wd"),
    "exit_decision_sla": ("exit.decision_wd", "wd"),
    "name_use_stop": ("exit.name_stop_days", "d"),
    "closing_report_due": ("exit.closing_report_days", "d"),
    "publish_decision": ("publication.publish_wd", "wd"),
    "deliver_decision": ("publication.deliver_wd", "wd"),
    "annual_work_plan_due": ("governance.work_plan_reminder", "on"),
    "director_vacancy_alert": ("governance.director_vacancy_alert_days", "d"),
    "reconsideration_window": ("reconsideration.inform_days", "d"),
}


class Move(Fact):
    """An open obligation under the other profile: its day before and after, or why it is not recomputed."""

    centre: str
    matter: str
    key: str
    before: date
    after: date | None = None
    not_recomputed: str | None = None

    @property
    def days(self) -> int:
        """By how many days it would move; negative towards the present."""
        return (self.after - self.before).days if self.after else 0


def moved(centre: Centre, other: Policy) -> tuple[Move, ...]:
    """Every open day that the other profile would move, and every one that cannot be reckoned again."""
    found = [_move(centre, o, other) for o in centre.open_obligations if o.due is not None]
    return tuple(move for move in found if move.not_recomputed or move.days)


def _move(centre: Centre, o: Obligation, other: Policy) -> Move:
    again = reckoned_again(centre, o, other)
    facts = {"after": again.due} if isinstance(again, Deadline) else {"not_recomputed": again}
    return Move(centre=centre.code, matter=o.matter, key=o.key, **{"before": o.due, **facts})


def reckoned_again(centre: Centre, o: Obligation, other: Policy) -> Deadline | str:
    """The last day under the other profile, from the same base; or why it stays what it is."""
    if o.basis != "policy":
        return SET_BY_DECISION
    path, unit = FORMULAS.get(o.key, ("", ""))
    if not path or o.how is None:
        return NO_FORMULA
    if (o.reminders or o.escalations) and o.key != "ar_centre_due":
        return OTHER_LADDER
    if o.how.unit != unit or not _by_its_profile(centre, o, path):
        return OTHER_COUNT
    return reckon(centre.calendar, _with(o.how, value_at(other, path)))


def _by_its_profile(centre: Centre, o: Obligation, path: str) -> bool:
    """Whether the profile under which it was created gives this day, so that another profile may give another."""
    name = o.profile or centre.terms.profile
    own = centre.terms if name == centre.terms.profile else _former(centre, name)
    return own is not None and o.how is not None and _with(o.how, value_at(own, path)) == o.how


def _former(centre: Centre, name: str) -> Policy | None:
    return next((a.before for a in centre.adoptions if a.before.profile == name), PROFILES.get(name))


def _with(how: Reckoning, value: object) -> Reckoning:
    if how.unit == "on":
        return how.model_copy(update={"base": date.fromisoformat(f"{how.base.year}-{value}")})
    return how.model_copy(update={"count": value})
