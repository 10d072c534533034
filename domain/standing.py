"""How a centre stands, as people and programs ask for it: the answer to the `status` query (public contract)."""

from datetime import date

from pydantic import JsonValue

from domain.cautions import warnings_of
from domain.centre import CENTRE, Centre
from domain.changes.review import still_asked
from domain.cycles import Cycle
from domain.evaluation.dossier import prefilled
from domain.evaluation.matter import Evaluation
from domain.fact import Fact
from domain.law import ACTIONS, applies, keys_for, reached
from domain.matter import Matter
from domain.obligations import Obligation
from domain.roles import LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.states import Grade, Kind, State


class ObligationStanding(Fact):
    """An obligation as the status shows it; `why` explains its date. Dates are Asia/Shanghai."""

    key: str
    matter: str
    title: str
    title_zh: str
    owed_by: str
    organisation: str | None
    basis: str
    article: str
    raw_due: date | None
    due: date | None
    provisional: bool
    why: str
    status: str
    overdue: bool
    reminders: tuple[date, ...] = ()
    policy: str | None = None
    edition: str | None = None
    calendar: str | None = None


class ActionStanding(Fact):
    """An act that may be decided now, and by whom."""

    matter: str
    action: str
    title: str
    title_zh: str
    roles: tuple[str, ...]
    due: date | None
    article: str


class RefusalStanding(Fact):
    """How many messages were refused without an answer to their sender, and the last of them."""

    count: int
    last: str | None


class Standing(Fact):
    """The whole answer to the `status` query."""

    code: str
    name_zh: str
    name_en: str | None
    kind: Kind
    kind_zh: str
    route: str
    state: State
    state_zh: str
    in_sequence: bool
    since: date | None
    revision: int
    cycle: Cycle | None
    grade: Grade | None
    edition: str
    policy: str
    supervising_departments: tuple[str, ...]
    facts: dict[str, JsonValue]
    assumed: tuple[str, ...]
    warnings: tuple[str, ...]
    matters: dict[str, dict[str, JsonValue]]
    obligations: tuple[ObligationStanding, ...]
    actions: tuple[ActionStanding, ...]
    overdue: tuple[str, ...]
    evaluation_overdue: bool
    refusals: RefusalStanding


FACTS = (
    "centre_id", "name_conformity", "lead_entity", "technology_field", "region_strategy", "lead_governments",
    "registered_place", "institutes", "aliases", "approval", "entity", "formation", "plan_version", "cycle_years",
    "anchor", "conditional", "corrections", "predecessor", "mergers", "registered_place_code",
    "former_entities", "major_matters", "recommending_department", "supervision_records", "gaps", "reconsiderations",
)  # fmt: skip


def standing(centre: Centre, today: date) -> Standing:
    """The centre's standing on that day (Asia/Shanghai)."""
    late = tuple(o.name for o in centre.open_obligations if o.overdue)
    return Standing(
        code=centre.code,
        name_zh=centre.name_zh,
        name_en=centre.name_en,
        kind=centre.kind,
        kind_zh=centre.kind.zh,
        route=centre.route,
        state=centre.state,
        state_zh=centre.state.zh,
        in_sequence=centre.in_sequence,
        since=centre.since,
        revision=centre.revision,
        cycle=centre.cycle,
        grade=centre.grade,
        edition=centre.edition,
        policy=centre.terms.profile,
        supervising_departments=centre.supervising_departments,
        facts=centre.model_dump(mode="json", include=set(FACTS)),
        assumed=centre.assumed,
        warnings=warnings_of(centre),
        matters={key: matter_standing(centre, key) for key in centre.matters},
        obligations=tuple(obligation_standing(centre, o) for o in centre.obligations),
        actions=actions(centre, today),
        overdue=late,
        evaluation_overdue=centre.state is State.OPERATING and centre.cycle is not None and today > centre.cycle.end,
        refusals=RefusalStanding(count=centre.refusals.count, last=centre.refusals.last),
    )


def matter_standing(centre: Centre, key: str) -> dict[str, JsonValue]:
    """One matter: its own facts, its Chinese state, whether anything in it is overdue."""
    matter = centre.matters[key]
    facts = matter.model_dump(mode="json", exclude={"hands", "key"})
    late = any(o.overdue for o in centre.open_obligations if o.matter == key)
    return {**facts, **_awaited_data(centre, matter), "state_zh": matter.state.zh, "overdue": late}


def _awaited_data(centre: Centre, matter: Matter) -> dict[str, JsonValue]:
    if not isinstance(matter, Evaluation) or not matter.is_open or matter.materials_on:
        return {}
    return {"prefill": dict(prefilled(centre, matter))}


def organisation_of(centre: Centre, role: Role, key: str | None = None, matter: str = CENTRE) -> str | None:
    """The organisation that acts for the centre under this role; the leading department of several (G-21)."""
    if key == "co_opinion" and (asked := still_asked(centre, matter)):
        return asked[0]
    if role in SUPERVISION:
        departments = centre.supervising_departments
        return departments[1] if key == "co_opinion" and len(departments) > 1 else next(iter(departments), None)
    if role in (*MINISTRY, *LEADERSHIP):
        return "most"
    return "mof" if role is Role.MOF_OFFICER else None


def obligation_standing(centre: Centre, o: Obligation) -> ObligationStanding:
    """One obligation with its words."""
    return ObligationStanding(
        key=o.key,
        matter=o.matter,
        title=o.term.title,
        title_zh=o.term.zh,
        owed_by=o.owed_by,
        organisation=organisation_of(centre, o.owed_by, o.key, o.matter),
        basis=o.basis,
        article=o.term.article,
        raw_due=o.raw_due,
        due=o.due,
        provisional=o.provisional,
        why=o.why,
        status=o.status,
        overdue=o.overdue,
        reminders=o.reminders,
        policy=o.profile,
        edition=o.edition,
        calendar=o.calendar,
    )


def actions(centre: Centre, today: date) -> tuple[ActionStanding, ...]:
    """What may be decided now, on which matter, and under which roles."""
    gone_to = reached(centre)
    return tuple(
        ActionStanding(
            matter=key,
            action=row.action,
            title=row.title,
            title_zh=row.zh,
            roles=tuple(sorted(row.by)),
            due=_due(centre, key, row.by),
            article=row.article,
        )
        for rows in ACTIONS.values()
        for row in rows
        if row.lasts >= gone_to and row.since <= centre.practice
        for key in keys_for(centre, row)
        if applies(centre, row, key) and row.not_yet(centre, key, today) is None
    )


def _due(centre: Centre, matter: str, roles: frozenset[Role]) -> date | None:
    days = [o.due for o in centre.open_obligations if o.matter == matter and o.owed_by in roles and o.due]
    return min(days, default=None)


def waiting_for(centre: Centre) -> tuple[str, ...]:
    """The roles whose act is awaited now."""
    return tuple(sorted({o.owed_by for o in centre.open_obligations if not o.term.lapses}))


def open_matters(centre: Centre) -> tuple[str, ...]:
    """The matters that go on; the main life itself is not listed."""
    return tuple(key for key, matter in centre.matters.items() if matter.is_open)


def next_due(centre: Centre) -> Obligation | None:
    """The obligation whose last day comes next; spans that simply end do not count."""
    dated = [o for o in centre.open_obligations if o.due and not o.overdue and not o.term.lapses]
    return min(dated, key=lambda o: o.due or date.max, default=None)


def overdue_reports(centre: Centre) -> int:
    """How many annual reports the centre itself has not handed in by their last day."""
    return sum(1 for o in centre.open_obligations if o.overdue and o.key == "ar_centre_due")
