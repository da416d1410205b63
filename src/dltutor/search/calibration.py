"""How honest a confidence is: reliability by bands, the expected calibration error, and how well it separates."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

BANDS = 10
BAR = 30
"""Letters of a bar that stands for 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """The replies whose confidence lies in one band: how many, the mean of what was said, and the share right."""

    low: float
    high: float
    count: int
    said: float
    was: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """What a confidence was worth.

    Attributes:
        bands: Of equal width, those without a reply left out.
        error: Expected calibration error: the mean distance between said and was, by replies (Naeini, Cooper &
            Hauskrecht, 2015).
        auroc: How often a right first hit had more confidence than a wrong one; 0.5 by chance.
        answerable: How often a question that the documents answer had more than one that they don't.
    """

    bands: tuple[Band, ...]
    error: float
    auroc: float
    answerable: float

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{'confidence':<14}{'replies':>8}{'said':>8}{'right':>8}"]
        for band in self.bands:
            bar = "█" * round(BAR * band.was)
            mark = min(BAR - 1, round(BAR * band.said))
            drawn = f"{bar:<{BAR}}"[:mark] + "│" + f"{bar:<{BAR}}"[mark + 1 :]
            lines.append(f"{band.low:.1f} to {band.high:.1f}{band.count:>12}{band.said:>8.2f}{band.was:>8.2f}  {drawn}")
        lines.append(
            f"The bar is the share that was right, │ what was said. Expected calibration error {self.error:.3f}."
        )
        lines.append(
            f"Area under the ROC curve: right or not {self.auroc:.3f}, answerable or not {self.answerable:.3f}."
        )
        return "\n".join(lines)


def reliability(
    chances: Sequence[float], right: Sequence[bool], answerable: Sequence[bool], coverage: Sequence[float] | None = None
) -> Reliability:
    """Compare confidences with what came of them.

    Args:
        chances: The confidence of each reply.
        right: Whether its first hit was right.
        answerable: Whether the documents answer its question.
        coverage: What it said of that, if known apart; else its confidence counts.
    """
    bands = []
    for number in range(BANDS):
        low, high = number / BANDS, (number + 1) / BANDS
        inside = [place for place, chance in enumerate(chances) if number == min(BANDS - 1, int(chance * BANDS))]
        if inside:
            said = sum(chances[place] for place in inside) / len(inside)
            was = sum(right[place] for place in inside) / len(inside)
            bands.append(Band(low, high, len(inside), said, was))
    error = sum(band.count * abs(band.said - band.was) for band in bands) / max(1, len(chances))
    return Reliability(
        tuple(bands), error, auroc(chances, right), auroc(chances if coverage is None else coverage, answerable)
    )


def auroc(chances: Sequence[float], labels: Sequence[bool]) -> float:
    """How often a positive gets more than a negative, a tie counting half; 0.5 where there is only one kind."""
    positive = [chance for chance, label in zip(chances, labels, strict=True) if label]
    negative = [chance for chance, label in zip(chances, labels, strict=True) if not label]
    if not positive or not negative:
        return 0.5
    won = sum((more > less) + 0.5 * (more == less) for more in positive for less in negative)
    return won / (len(positive) * len(negative))
