"""The weights of the dimensions: together a hundred, and objective data the main basis (Art 28: 客观数据为主)."""

from collections.abc import Sequence
from typing import Protocol


class Weighed(Protocol):
    """A dimension with its weight, and the part of it that rests on data (0 to 1)."""

    @property
    def dimension(self) -> str:
        """Which dimension."""

    @property
    def weight(self) -> float | None:
        """Its weight among all, in per cent."""

    @property
    def objective_share(self) -> float | None:
        """The part of the weight that rests on objective data, from 0 to 1."""


def objective_share(dimensions: Sequence[Weighed], usual: float) -> float:
    """The part of the whole assessment that rests on data; `usual` where a dimension does not say."""
    equal = 100 / len(dimensions) if dimensions else 0.0
    shares = ((d.weight if d.weight is not None else equal, d.objective_share) for d in dimensions)
    return round(sum(weight * (usual if share is None else share) for weight, share in shares) / 100, 4)


def weight_faults(dimensions: Sequence[Weighed], least: float) -> list[str]:
    """Weights that do not sum to a hundred, or data that are not the main basis: more than `least` (C.5)."""
    weights = [d.weight for d in dimensions if d.weight is not None]
    faults = []
    if weights and len(weights) < len(dimensions):
        faults.append("dimension_results: give a weight to every dimension, or to none")
    elif weights and round(sum(weights), 6) != 100:
        faults.append(f"dimension_results: the weights sum to {sum(weights):g}, not to 100")
    said = any(d.objective_share is not None for d in dimensions)
    if said and objective_share(dimensions, least) <= least:
        share = objective_share(dimensions, least)
        faults.append(f"dimension_results: objective data weigh {share:.0%}, and must weigh more than {least:.0%}")
    return faults
