"""Whether a run is worse than a baseline by more than it may be.

A budget is a TOML file. Its tables have names of `eval.measures.MEASURES`:

    same = ["language_model"]   # what receipts say of the models and may not change without a new baseline
    [fall]                      # how far a figure may fall; one that should be low, rise
    right_and_quoted = 0.05     # shares as parts of 1, times in seconds
    [floor]                     # what a figure must reach in any run
    verbatim_quotes = 1.0
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval import bootstrap
from eval.compare import Paired, change_of, pair, values
from eval.errors import DataError
from eval.measures import MEASURES
from eval.results import Results
from eval.significance import LEVEL, holm
from eval.types import Interval


class Budget(BaseModel):
    """How far figures may `fall` against a baseline, and the `floor` that others must reach whatever the baseline.

    `same` names what must not change at all (see `eval.results.Results.models`): a model that lacks its prefixes
    may answer a small set as well as before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    same: tuple[str, ...] = ()
    fall: Mapping[str, float] = {}
    floor: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a budget and what came of it.

    `worse_by` is how far the figure got worse, with its 95 % interval, and `p` how probably that is within the
    budget by chance, adjusted for all lines; both None where chance has no part. `reason` is empty if it passed.
    """

    rule: Literal["fall", "floor", "same"]
    measure: str
    limit: float | None
    questions: int
    first: float | None
    other: float | None
    worse_by: Interval | None
    p: float | None
    reason: str


def read_budget(file: Path) -> Budget:
    """Raises DataError that names what is wrong."""
    try:
        budget = Budget.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise DataError(f"The budget {file} cannot be read: {exc}") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        raise DataError(f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    unknown = [name for name in (*budget.fall, *budget.floor) if name not in MEASURES]
    if unknown:
        raise DataError(f"{file}: there is no measure {unknown[0]!r}; there are {', '.join(MEASURES)}")
    low = [name for name in budget.floor if MEASURES[name].better == "lower"]
    if low:
        raise DataError(f"{file}: floor.{low[0]}: this figure should be low; it can only stand under [fall]")
    return budget


def gate(baseline: Results, run: Results, budget: Budget, *, seed: int = 0) -> tuple[Check, ...]:
    """Every line of the budget, checked on the questions that baseline and run share.

    A fall fails if it is larger than its budget beyond doubt: if a one-sided paired bootstrap over documents,
    adjusted for all lines (Holm), finds less than one chance in twenty that it is not. A floor is no matter of
    chance: one question below it fails. So does a figure that no question defines, but for a fall that neither run
    has anything to say of: a set may have no question that the documents do not answer.
    """
    pairs = {name: pair(baseline, run, name) for name in budget.fall}
    p_values = {
        name: bootstrap.tail(_worsening(name, paired), paired.clusters, budget.fall[name], seed=seed)
        for name, paired in pairs.items()
        if paired.first
    }
    adjusted = holm(p_values)
    falls = [
        _fall(name, limit, pairs[name], adjusted.get(name), seed)
        if baseline.values(name) or run.values(name) or not run.outcomes
        else Check("fall", name, limit, 0, None, None, None, None, "")
        for name, limit in budget.fall.items()
    ]
    floors = (_floor(name, limit, run) for name, limit in budget.floor.items())
    return (*falls, *floors, *(_same(name, baseline, run) for name in budget.same))


def _worsening(name: str, paired: Paired) -> bootstrap.Statistic:
    change = change_of(MEASURES[name], paired)
    return change if MEASURES[name].better == "lower" else lambda weights: -change(weights)


def _fall(name: str, limit: float, paired: Paired, p: float | None, seed: int) -> Check:
    if p is None:
        return Check("fall", name, limit, 0, None, None, None, None, f"{name}: no question that both runs have it for")
    worse = bootstrap.interval(_worsening(name, paired), paired.clusters, seed=seed)
    both = values(MEASURES[name], paired)
    reason = ""
    if p < LEVEL:
        verb = "fell" if MEASURES[name].better == "higher" else "rose"
        first, other = (_written(name, both[which]) for which in ("first", "other"))
        reason = (
            f"{name} {verb} from {first} to {other} on {len(paired.first)} questions, "
            f"which is more than the {_written(name, limit)} that it may (p = {p:.2g})"
        )
    return Check("fall", name, limit, len(paired.first), both["first"], both["other"], worse, p, reason)


def _floor(name: str, limit: float, run: Results) -> Check:
    counted = [outcome for outcome in run.outcomes.values() if MEASURES[name].over(outcome)]
    if not counted:
        return Check("floor", name, limit, 0, None, None, None, None, f"{name}: no question that the run has it for")
    found = bootstrap.value(MEASURES[name].statistic(counted), len(counted))
    reason = "" if found >= limit else f"{name} is {_written(name, found)} and must be {_written(name, limit)}"
    return Check("floor", name, limit, len(counted), None, found, None, None, reason)


def _same(name: str, baseline: Results, run: Results) -> Check:
    before, now = baseline.models.get(name), run.models.get(name)
    change = f"{name} is {now!r} and was {before!r}; if that is meant, write a new baseline"
    reason = "" if before == now else change
    return Check("same", name, None, len(run.outcomes), None, None, None, None, reason)


def _written(name: str, value: float) -> str:
    return f"{value:.2f} s" if MEASURES[name].kind == "seconds" else f"{100 * value:.1f} %"
