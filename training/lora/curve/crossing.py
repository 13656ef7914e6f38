"""Which rungs come up to CAPT, said by rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """The base tuned on so many sections, less CAPT: mean difference and the ends of its interval."""

    sections: int
    gain: float
    low: float
    high: float


def crossing(rungs: list[Rung]) -> str:
    """The first of `rungs`, smallest first, that is above CAPT, and the first that is with an interval above zero; then those of which
    the items decide nothing, since a rung that is not above CAPT need not be below it."""
    undecided = [f"{rung.sections:,}" for rung in rungs if rung.low <= 0 <= rung.high]
    if not undecided:
        return first_above(rungs)
    return f"{first_above(rungs)} The intervals hold zero at {' and '.join(undecided)} sections, which these items do not tell from CAPT."


def first_above(rungs: list[Rung]) -> str:
    above = next((rung for rung in rungs if rung.gain > 0), None)
    clearly = next((rung for rung in rungs if rung.low > 0), None)
    if above is None:
        return f"None of the rungs, up to {rungs[-1].sections:,} sections, is above CAPT."
    first = f"The first rung above CAPT is that of {above.sections:,} sections"
    if clearly is None:
        return f"{first}; no rung is so with an interval that leaves out zero."
    return f"{first}; the first with an interval that leaves out zero is that of {clearly.sections:,}."
