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
from dataclasses import dataclass, replace
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

Drawn = Literal["documents", "questions"]
"""What a bootstrap draws whole."""


class Budget(BaseModel):
    """How far figures may `fall` against a baseline, and the `floor` that others must reach whatever the baseline.

    `same` names what must not change at all (see `eval.results.Results.models`): a model that lacks its prefixes
    may answer a small set as well as before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    same: tuple[str, ...] = ()
    fall: Mapping[str, float] = {}
    floor: Mapping[str, float] = {}


Rule = Literal["fall", "floor", "same"]
Reason = Literal["fell", "rose", "below", "changed", "nothing_shared", "nothing_measured"]
"""Why a check fails; `eval.gate_texts` has it in words."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a budget and what came of it.

    `first` and `other` are the figure in baseline and run, or what must be the same. `worse_by` is how far the figure
    got worse, with its 95 % interval, and `p` how probably that is within the budget by chance, adjusted for all
    lines; both None where chance has no part. `reason` is None if it passed. `drawn` says what was resampled:
    documents, or single questions where the documents are too few, so that the line says nothing of other documents;
    None where the questions are too few as well, and a fall cannot be told from chance.
    """

    rule: Rule
    measure: str
    limit: float | None
    questions: int
    first: float | str | None
    other: float | str | None
    worse_by: Interval | None
    p: float | None
    reason: Reason | None
    drawn: Drawn | None = None


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
    adjusted for all lines (Holm), finds less than one chance in twenty that it is not. Where the questions lean on
    too few documents for that, questions are drawn: such a line holds for these documents alone (`Check.drawn`). A
    floor is no matter of chance: one question below it fails. So does a figure that no question defines, but for a
    fall that neither run has anything to say of: a set may have no question that the documents do not answer. Raises
    DataError for a budget that names as the same what neither run tells.
    """
    pairs = {name: _drawable(pair(baseline, run, name)) for name in budget.fall}
    p_values = {
        name: bootstrap.tail(_worsening(name, paired), paired.clusters, budget.fall[name], seed=seed)
        for name, (paired, drawn) in pairs.items()
        if drawn
    }
    adjusted = holm(p_values)
    falls = [
        _fall(name, limit, *pairs[name], adjusted.get(name), seed=seed)
        if baseline.values(name) or run.values(name) or not run.outcomes
        else Check("fall", name, limit, 0, None, None, None, None, None)
        for name, limit in budget.fall.items()
    ]
    floors = (_floor(name, limit, run) for name, limit in budget.floor.items())
    return (*falls, *floors, *(_same(name, baseline, run) for name in budget.same))


def _drawable(paired: Paired) -> tuple[Paired, Drawn | None]:
    """With the clusters that can be resampled, and what they are."""
    if bootstrap.enough(paired.clusters):
        return paired, "documents"
    alone = replace(paired, clusters=tuple(str(number) for number in range(len(paired.first))))
    return alone, "questions" if bootstrap.enough(alone.clusters) else None


def _worsening(name: str, paired: Paired) -> bootstrap.Statistic:
    change = change_of(MEASURES[name], paired)
    return change if MEASURES[name].better == "lower" else lambda weights: -change(weights)


def _fall(name: str, limit: float, paired: Paired, drawn: Drawn | None, p: float | None, *, seed: int) -> Check:
    if not paired.first:
        return Check("fall", name, limit, 0, None, None, None, None, "nothing_shared")
    worse = bootstrap.interval(_worsening(name, paired), paired.clusters, seed=seed)
    both = values(MEASURES[name], paired)
    worsened: Reason = "fell" if MEASURES[name].better == "higher" else "rose"
    reason = worsened if p is not None and p < LEVEL else None
    return Check("fall", name, limit, len(paired.first), both["first"], both["other"], worse, p, reason, drawn)


def _floor(name: str, limit: float, run: Results) -> Check:
    counted = [outcome for outcome in run.outcomes.values() if MEASURES[name].over(outcome)]
    if not counted:
        return Check("floor", name, limit, 0, None, None, None, None, "nothing_measured")
    found = bootstrap.value(MEASURES[name].statistic(counted), len(counted))
    return Check("floor", name, limit, len(counted), None, found, None, None, None if found >= limit else "below")


def _same(name: str, baseline: Results, run: Results) -> Check:
    """Raises DataError for a name that neither has, or a misspelt one would always pass."""
    if name not in baseline.models and name not in run.models:
        told = ", ".join(sorted(baseline.models.keys() | run.models.keys())) or "nothing"
        raise DataError(f"The budget's `same` names {name!r}, which neither baseline nor run tells; they tell {told}.")
    before, now = baseline.models.get(name), run.models.get(name)
    reason: Reason | None = None if before == now else "changed"
    return Check("same", name, None, len(run.outcomes), before, now, None, None, reason)
