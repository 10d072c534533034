"""What a recommendation leaves on record, on the standard way and on the fast one (Arts 15, 16.3; F07, F10, V03)."""

from datetime import date
from typing import Any, Final, get_args

from domain.centre import Centre
from domain.content import Conditions, Plan, Target
from domain.formation.records import RecommendationRecord
from domain.formation.stages import warned
from domain.rules import Act
from domain.states import Kind

HORIZONS: Final[tuple[str, ...]] = get_args(Target.model_fields["horizon"].annotation)
PREPARATIONS: Final = ("plan_compiled", "council_prepared", "entity_prepared")
SHORT_OF: Final = "Art 15.4"


def on_record(
    centre: Centre,
    act: Act[Any],
    plan: Plan,
    assessment: Conditions,
    *,
    letter_no: str | None = None,
    letter_of: date | None = None,
    signer: str | None = None,
) -> Centre:
    """The centre with its recommendation on record; the department that recommends reviews from now on (Art 8.5)."""
    record = RecommendationRecord(
        letter_no=letter_no or act.decision.document_number,
        on=letter_of or act.on,
        signer=signer or act.person,
        department=act.decision.by.organisation,
        self_assessment={condition.item: condition.result for condition in assessment},
    )
    facts: dict[str, Any] = {"plan_ready": True, "recommendation_letter": record.letter_no, "recommendation": record}
    prepared = centre.formation.cultivation
    if prepared:
        facts["cultivation"] = prepared.model_copy(update=dict.fromkeys(PREPARATIONS, True))
    after = centre.with_(formation=centre.formation.model_copy(update=facts), recommending_department=record.department)
    return with_horizons(after, plan)


def with_horizons(centre: Centre, plan: Plan) -> Centre:
    """A field centre's plan has short, mid and long targets; a missing one is a warning for the check (Art 15.4)."""
    if centre.kind is not Kind.FIELD:
        return centre
    stated = {target.horizon for target in plan.targets}
    missing = [f"{SHORT_OF}: the plan states no {h}-term target" for h in HORIZONS if h not in stated]
    return warned(centre, SHORT_OF, *missing)
