"""From the coverage of key points to a score: shares, "any k of n", and marks that add up to more than the total."""

from collections.abc import Sequence

from dltutor.grading.scheme import Point, Scheme


def shares(scheme: Scheme, coverage: Sequence[float]) -> list[float]:
    """Each point's share of the score, for given coverages; they add up to 1.

    Where k of n points are enough, the k best share the score, and the others count nothing. Where the marks add up to
    more than the item's credits, as alternatives do, the best are taken until the credits are used up.
    """
    points = scheme.points
    best_first = sorted(range(len(points)), key=lambda place: -coverage[place])
    if scheme.needed:
        chosen = set(best_first[: scheme.needed])
        return [1.0 / scheme.needed if place in chosen else 0.0 for place in range(len(points))]
    capacity = _capacity(points, scheme.credits)
    if not points:
        return []
    if capacity <= 0:  # marks that are worth nothing, as some papers have them
        return [1.0 / len(points)] * len(points)
    found = [0.0] * len(points)
    left = capacity
    for place in best_first:
        used = min(points[place].weight, left)
        found[place] = used / capacity
        left -= used
    return found


def score(shared: Sequence[float], coverage: Sequence[float]) -> float:
    """The weighted sum, 0..1."""
    return min(1.0, sum(share * covered for share, covered in zip(shared, coverage, strict=True)))


def _capacity(points: Sequence[Point], credits: float | None) -> float:
    """What full marks weigh: all points, or the item's credits where its marks add up to more."""
    total = sum(point.weight for point in points)
    marked = all(point.credits is not None for point in points)
    return min(total, credits) if marked and credits else total
