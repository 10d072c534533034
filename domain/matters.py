"""The matters of a centre: procedures with their own states, within the centre's one value (B.5 to B.8, B.11, B.12)."""

from typing import Annotated

from pydantic import Field

from domain.changes.matter import Change
from domain.evaluation.matter import Evaluation
from domain.exit.matter import Exit
from domain.operation.governance_matter import Governance
from domain.operation.subsidy_matter import Subsidy
from domain.rectification.matter import Rectification
from domain.reports.matter import AnnualReport

AnyMatter = Annotated[
    AnnualReport | Evaluation | Rectification | Change | Exit | Subsidy | Governance, Field(discriminator="kind")
]
