"""The weights of the dimensions: together one hundred, objective data the main basis (Art 28: 客观数据为主; C.5)."""

from collections.abc import Sequence
from typing import Protocol


class Weighed(Protocol):
    """A dimension with its weight, and the part of that weight that rests on objective data."""

    @property
    def dimension(self) -> str:
        """Which dimension."""

    @property
    def weight(self) -> float | None:
        """Its weight among all."""

    @property
    def objective_weight(self) -> float | None:
        """How much of its weight rests on objective data."""


def objective_share(dimensions: Sequence[Weighed]) -> float | None:
    """The part of the whole assessment that rests on data; None where the evaluator has not said it."""
    total = sum(d.weight or 0 for d in dimensions)
    based = [d.objective_weight for d in dimensions if d.objective_weight is not None]
    return round(sum(based) / total, 4) if based and total else None


def weight_faults(dimensions: Sequence[Weighed], least: float) -> list[str]:
    """Weights that do not sum to one hundred (or 1), or data that do not weigh more than `least` (C.5)."""
    if all(d.weight is None and d.objective_weight is None for d in dimensions):
        return []
    return _incomplete(dimensions) or [*_wrong_sum(dimensions), *_too_little_data(dimensions, least)]


def _incomplete(dimensions: Sequence[Weighed]) -> list[str]:
    if any(d.weight is None for d in dimensions):
        return ["dimension_results: give a weight to every dimension, or to none"]
    based = [d for d in dimensions if d.objective_weight is not None]
    if based and len(based) < len(dimensions):
        return ["dimension_results: give an objective_weight to every dimension, or to none"]
    return [
        f"dimension_results: the objective_weight of {d.dimension} exceeds its weight"
        for d in based
        if (d.objective_weight or 0) > (d.weight or 0)
    ]


def _wrong_sum(dimensions: Sequence[Weighed]) -> list[str]:
    total = round(sum(d.weight or 0 for d in dimensions), 6)
    return [] if total in (1, 100) else [f"dimension_results: the weights sum to {total:g}, not to 100"]


def _too_little_data(dimensions: Sequence[Weighed], least: float) -> list[str]:
    share = objective_share(dimensions)
    if share is None or share > least:
        return []
    return [f"dimension_results: objective data weigh {share:.2%}, and must weigh more than {least:.0%} (Art 28)"]
