"""The plots of a report, as shapes with coordinates; the templates draw them as SVG."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from babel.numbers import format_decimal

from eval.metrics import reliability, risk_coverage
from eval.report.texts import TEXTS
from eval.types import Outcome

WIDTH, HEIGHT = 420, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 398, 28, 222
_RANKS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point, in both languages; `anchor` as in SVG."""

    x: float
    y: float
    de: str
    en: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `style` names how it is drawn."""

    x: float
    y: float
    width: float
    height: float
    style: str = "bar"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `style` names how it is drawn."""

    points: tuple[tuple[float, float], ...]
    style: str = "curve"


@dataclass(frozen=True, slots=True)
class Plot:
    """What to draw on a sheet of `WIDTH` by `HEIGHT`, in this order; `name` is that of its title."""

    name: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def plots(outcomes: Sequence[Outcome]) -> tuple[Plot, ...]:
    """All that there are figures for."""
    answered = [outcome for outcome in outcomes if not outcome.refused]
    judged = [outcome for outcome in answered if outcome.judged]
    ranked = [outcome.rank for outcome in outcomes if outcome.rank is not None]
    made = [
        *([risk_coverage_plot(judged, len(outcomes)), reliability_plot(judged)] if judged else []),
        *([rank_plot(ranked)] if ranked else []),
        *([time_plot(answered)] if answered else []),
    ]
    return tuple(made)


def risk_coverage_plot(answered: Sequence[Outcome], questions: int) -> Plot:
    """The share of wrong answers among the most confident ones, for each share of all questions that they are."""
    curve = risk_coverage([o.confidence for o in answered], [o.right_and_quoted for o in answered], of=questions)
    highest = max(0.1, np.ceil(10 * max(risk for _, risk in curve)) / 10)
    points = tuple((_x(coverage), _y(risk / highest)) for coverage, risk in curve)
    return Plot(
        "risk_coverage",
        (),
        (*_grid(), Line(points)),
        (*_share_ticks(vertical=float(highest)), *_axes("axis_coverage", "axis_risk")),
    )


def reliability_plot(answered: Sequence[Outcome]) -> Plot:
    """Accuracy by confidence, with how many answers each bar stands for."""
    bins = reliability([o.confidence for o in answered], [o.right_and_quoted for o in answered])
    boxes = [Box(_x(b.low) + 1, _y(b.accuracy), _x(b.high) - _x(b.low) - 2, _BOTTOM - _y(b.accuracy)) for b in bins]
    counts = [_same(_x((b.low + b.high) / 2), _y(b.accuracy) - 4, str(b.count)) for b in bins]
    return Plot(
        "reliability",
        tuple(boxes),
        (*_grid(), Line(((_x(0), _y(0)), (_x(1), _y(1))), "ideal")),
        (*_share_ticks(vertical=1.0), *_axes("axis_confidence", "axis_accuracy"), *counts),
    )


def rank_plot(ranks: Sequence[int]) -> Plot:
    """How many questions find their first right sentence at each place; 0 stands for nowhere."""
    places = [*range(1, max(_RANKS, *ranks) + 1), 0]
    counts = Counter(ranks)
    width = (_RIGHT - _LEFT) / len(places)
    heights = [counts[place] / max(counts.values()) for place in places]
    middles = [_LEFT + (at + 0.5) * width for at in range(len(places))]
    boxes = [
        Box(x - 0.35 * width, _y(h), 0.7 * width, _BOTTOM - _y(h), "bar" if place else "bar bad")
        for x, h, place in zip(middles, heights, places, strict=True)
    ]
    names = [
        _same(x, _BOTTOM + 16, str(place)) if place else _label(x, _BOTTOM + 16, "rank_none")
        for x, place in zip(middles, places, strict=True)
    ]
    numbers = [_same(x, _y(h) - 4, str(counts[place])) for x, h, place in zip(middles, heights, places, strict=True)]
    axis = Line(((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)), "axis")
    return Plot("ranks", tuple(boxes), (axis,), (*names, *numbers, _label(230, HEIGHT - 8, "axis_rank")))


def time_plot(answered: Sequence[Outcome]) -> Plot:
    """The seconds of each stage and of all together: 10th, 50th and 90th percentile."""
    stages = {
        "stage_search": [o.seconds.search for o in answered],
        "stage_reading": [o.seconds.first_token - o.seconds.search for o in answered],
        "stage_writing": [o.seconds.total - o.seconds.first_token for o in answered],
        "stage_total": [o.seconds.total for o in answered],
    }
    spread = {name: np.percentile(values, [10, 50, 90]) for name, values in stages.items()}
    longest = max(0.001, *(float(high) for _, _, high in spread.values()))
    left, height = _LEFT + 32, (_BOTTOM - _TOP) / len(stages)
    boxes, lines, labels = (
        [],
        [Line(((left, _BOTTOM), (_RIGHT, _BOTTOM)), "axis")],
        [_label(240, HEIGHT - 8, "axis_seconds")],
    )
    for at, (name, percentiles) in enumerate(spread.items()):
        low, middle, high = (left + (_RIGHT - 44 - left) * float(p) / longest for p in percentiles)
        y = _TOP + (at + 0.5) * height
        boxes.append(Box(low, y - 11, max(1.0, high - low), 22))
        lines.append(Line(((middle, y - 15), (middle, y + 15)), "median"))
        labels.append(_label(left - 8, y + 4, name, "end"))
        labels.append(_decimal(high + 6, y + 4, float(percentiles[1]), "start"))
    return Plot("times", tuple(boxes), tuple(lines), tuple(labels))


def _x(share: float) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * share, 2)


def _y(share: float) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * share, 2)


def _grid() -> tuple[Line, ...]:
    levels = tuple(Line(((_LEFT, _y(at / 4)), (_RIGHT, _y(at / 4))), "grid") for at in range(1, 5))
    return (*levels, _axis())


def _axis() -> Line:
    return Line(((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM)), "axis")


def _share_ticks(*, vertical: float) -> tuple[Label, ...]:
    below = [_same(_x(at / 4), _BOTTOM + 16, f"{25 * at} %") for at in range(5)]
    beside = [_decimal(_LEFT - 6, _y(at / 4) + 4, 100 * vertical * at / 4, "end", " %") for at in range(5)]
    return (*below, *beside)


def _axes(below: str, above: str) -> tuple[Label, ...]:
    return _label((_LEFT + _RIGHT) / 2, HEIGHT - 8, below), _label(_LEFT, _TOP - 14, above, "start")


def _label(x: float, y: float, name: str, anchor: str = "middle") -> Label:
    return Label(round(x, 2), round(y, 2), TEXTS[name]["de"], TEXTS[name]["en"], anchor)


def _same(x: float, y: float, words: str) -> Label:
    return Label(round(x, 2), round(y, 2), words, words)


def _decimal(x: float, y: float, value: float, anchor: str, unit: str = "") -> Label:
    shown = round(value, 2 if 0 < value < 1 else 1)
    de, en = (format_decimal(shown, locale=language) + unit for language in ("de", "en"))
    return Label(round(x, 2), round(y, 2), de, en, anchor)
