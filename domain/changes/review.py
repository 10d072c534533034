"""A change under review: its clocks, and which departments are to be heard (Art 26; X01, X02, G-21, G-22)."""

from datetime import date

from domain.centre import Centre
from domain.changes.matter import Change
from domain.days.periods import after_working_days
from domain.obligations import owed


def under_review(centre: Centre, change: Change, on: date) -> Centre:
    """The application lies with the supervising department; the others are asked for their opinion (G-21)."""
    terms, calendar = centre.terms, centre.calendar
    review = after_working_days(calendar, on, terms.change.sd_review_wd, "the application came in")
    after = centre.owing(owed("change_sd_review", change.key, review, on))
    asked = others(centre, change) if centre.whole else centre.supervising_departments[1:]
    if not asked:
        return after
    opinion = after_working_days(calendar, on, terms.multi_supervisor.co_opinion_wd, "the application came in")
    return after.owing(owed("co_opinion", change.key, opinion, on))


def others(centre: Centre, change: Change) -> tuple[str, ...]:
    """The departments that are heard beside the leading one; a change of department hears the new ones too (G-22)."""
    leading = centre.supervising_departments[:1]
    named = dict.fromkeys((*centre.supervising_departments[1:], *change.invited))
    return tuple(name for name in named if name not in leading)


def awaited(centre: Centre, change: Change) -> tuple[str, ...]:
    """The departments that have not spoken yet; who has been succeeded has spoken for the successor (G-23)."""
    spoken = {current(centre, heard.organisation) for heard in change.heard if heard.opinion is not None}
    return tuple(name for name in others(centre, change) if name not in spoken)


def still_asked(centre: Centre, matter: str) -> tuple[str, ...]:
    """The departments whose opinion on this matter is still awaited; none when it is no change."""
    change = centre.matters.get(matter)
    return awaited(centre, change) if isinstance(change, Change) else ()


def current(centre: Centre, organisation: str) -> str:
    """The department to which the authority of this one has passed (G-23)."""
    successors = {r.subject: r.successor for r in centre.supervision_records if r.successor}
    seen: set[str] = set()
    while organisation not in seen and (successor := successors.get(organisation)):
        seen.add(organisation)
        organisation = successor
    return organisation
