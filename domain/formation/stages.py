"""Entering the stages of formation: each brings its clocks and leaves those of the stage before (B.2 to B.4)."""

from collections.abc import Callable
from datetime import date

from domain.centre import CENTRE, Centre
from domain.days.periods import after_days, after_months, after_working_days
from domain.formation.records import Cultivation
from domain.obligations import Obligation, Status, owed
from domain.roles import Role
from domain.states import Route, State


def settled(centre: Centre, on: date) -> Centre:
    """The same centre with the obligations of its formation stage behind it."""
    return centre.ended(CENTRE, Status.CANCELLED, on)


def intent_review(centre: Centre, on: date) -> Obligation:
    """The supervising department's time to look at the intent."""
    n = centre.terms.formation.intent_review_wd
    return owed("intent_review", CENTRE, after_working_days(centre.calendar, on, n, "the intent came in"), on)


def supplement(centre: Centre, on: date, by: Role, matter: str = CENTRE) -> Obligation:
    """The time to correct what was returned."""
    n = centre.terms.supplement.wd
    deadline = after_working_days(centre.calendar, on, n, "the paper was returned")
    return owed("supplement", matter, deadline, on, by=by)


def formal_check(centre: Centre, on: date) -> Obligation:
    """MOST's time to check the recommendation for completeness."""
    n = centre.terms.formation.formal_check_wd
    return owed("formal_check", CENTRE, after_working_days(centre.calendar, on, n, "the recommendation"), on)


def decision_sla(centre: Centre, on: date) -> Obligation:
    """The soft time in which MOST decides; the law knows no right to a date (Art 16.4)."""
    n = centre.terms.formation.decision_days
    return owed("decision_sla", CENTRE, after_days(centre.calendar, on, n, "the case was ready for decision"), on)


def checkin(centre: Centre, on: date) -> Obligation:
    """The next progress report of the cultivation."""
    n = centre.terms.formation.checkin_months
    deadline = after_months(centre.calendar, on, n, "the last word on the cultivation")
    return owed("cultivation_checkin", CENTRE, deadline, on)


def cultivating(centre: Centre, on: date) -> Centre:
    """The centre enters cultivation, with its clocks (F04, V02, F11, F14)."""
    n = centre.terms.formation.stale_months
    stale = owed("cultivation_stale", CENTRE, after_months(centre.calendar, on, n, "the cultivation began"), on)
    known = centre.formation.cultivation or Cultivation(accepted_on=on)
    formation = centre.formation.model_copy(update={"cultivation": known, "rounds": 0, "reopened": False})
    return settled(centre, on).with_(formation=formation).moved(State.CULTIVATING, on).owing(checkin(centre, on), stale)


def recommended(centre: Centre, on: date) -> Centre:
    """The recommendation lies with MOST (F07, F10, V03)."""
    return settled(centre, on).moved(State.RECOMMENDED, on).owing(formal_check(centre, on))


def pending(centre: Centre, on: date) -> Centre:
    """The case waits for MOST's decision (F13, F16, C07)."""
    return settled(centre, on).moved(State.DECISION_PENDING, on).owing(decision_sla(centre, on))


def conditions_due(centre: Centre, on: date) -> Obligation:
    """MOST's time to confirm the conditions of Art 13."""
    n = centre.terms.formation.formal_check_wd
    return owed("formal_check", CENTRE, after_working_days(centre.calendar, on, n, "the case lay ready"), on)


def returned_once_more(centre: Centre, on: date, by: Role) -> Centre:
    """A paper has come back: as often as the policy foresees, its case reaches the leaders (F.1: supplement)."""
    if not centre.whole:
        return centre
    rounds = centre.formation.rounds + 1
    after = centre.with_(formation=centre.formation.model_copy(update={"rounds": rounds}))
    if rounds < centre.terms.supplement.max_rounds:
        return after
    why = f"the paper has been returned {rounds} times; whoever leads says how the case goes on"
    return after.owing(owed("formation_rounds", CENTRE, None, on, by=by, why=why))


def warned(centre: Centre, about: str, *warnings: str) -> Centre:
    """The same centre with these warnings of its formation in the place of those about the same."""
    others = tuple(w for w in centre.formation.warnings if not w.startswith(f"{about}:"))
    return centre.with_(formation=centre.formation.model_copy(update={"warnings": (*others, *warnings)}))


def elsewhere(centre: Centre, state: State) -> str | None:
    """Why an act that moves the main life must wait: the centre is not in the state from which it starts (B.2)."""
    if centre.state is state:
        return None
    return f"the centre is {centre.state} ({centre.state.zh}), and this act starts from {state} ({state.zh})"


def only_by_route(route: Route) -> Callable[[Centre, str, date], str | None]:
    """A check that an act belongs to the way on which the candidate was launched."""

    def objection(centre: Centre, _matter: str, _today: date) -> str | None:
        if centre.route is route:
            return None
        return f"this act is for the route {route} ({route.zh}), and the centre was launched as {centre.route}"

    return objection
