"""What became of the questions of a run, read from its folder or from a baseline.

A baseline is one small file without a word of questions, answers or documents: the outcomes of a run that later
runs are measured against.

    {"schema": 1, "name", "commit", "configuration", "models", "items": [OUTCOME, ...], "searched": [SEARCHED, ...]}

`searched`, questions that were only searched, may be left out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.errors import DataError
from eval.measures import MEASURES, SEARCH_VALUES
from eval.report.figures import SCHEMA as REPORT_SCHEMA
from eval.report.figures import plain_json
from eval.stored import read_answers
from eval.types import Outcome, Searched

SCHEMA = 1
_PARTS = ("items", "searched")

_OUTCOMES = TypeAdapter(tuple[Outcome, ...])
_SEARCHED = TypeAdapter(tuple[Searched, ...])


@dataclass(frozen=True, slots=True)
class Results:
    """Outcomes by question id; `texts` are the answers in words, none for a baseline.

    `models` is what receipts say of the models: `language_model`, `encoder.query_prefix` and the like. `searched`
    are the questions that were searched and not asked.
    """

    name: str
    commit: str | None
    configuration: Mapping[str, Any]
    models: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    texts: Mapping[str, str]
    searched: Mapping[str, Searched] = field(default_factory=dict)

    def clusters(self) -> dict[str, str]:
        """The cluster of every question that was asked or searched, those that were asked first."""
        asked = {one.id: one.cluster for one in self.outcomes.values()}
        return asked | {id_: one.cluster for id_, one in self.searched.items() if id_ not in asked}

    def values(self, name: str) -> dict[str, float]:
        """What one of `eval.measures.MEASURES` says of each question that it is defined for, by id."""
        measure, of_search = MEASURES[name], SEARCH_VALUES.get(name)
        found = {id_: measure.value(one) for id_, one in self.outcomes.items() if measure.over(one)}
        if of_search:
            rest = {id_: of_search(one) for id_, one in self.searched.items() if id_ not in self.outcomes}
            found |= {id_: value for id_, value in rest.items() if value is not None}
        return found


def read_results(path: Path) -> Results:
    """Of a run's folder or a baseline file. Raises DataError that says what to do."""
    return _read_run(path) if path.is_dir() else _read_baseline(path)


def read_several(paths: Sequence[Path]) -> tuple[Results, ...]:
    """The results of several paths; where names are equal, the ends of the paths that differ stand for them.

    Raises DataError, also where a path is named twice.
    """
    places = [path.resolve() for path in paths]
    twice = next((path for path, place in zip(paths, places, strict=True) if places.count(place) > 1), None)
    if twice:
        raise DataError(f"{twice} is named twice. Name each run once.")
    results = tuple(read_results(path) for path in paths)
    if len({one.name for one in results}) == len(results):
        return results
    ends = (["/".join(place.parts[-size:]) for place in places] for size in count(1))
    names = next(names for names in ends if len(set(names)) == len(names))
    return tuple(replace(one, name=name) for one, name in zip(results, names, strict=True))


def write_baseline(file: Path, results: Results) -> None:
    """Write the file that `read_results` reads: one outcome on each line, so that changes can be reviewed."""
    head = {
        "schema": SCHEMA,
        "name": results.name,
        "commit": results.commit,
        "configuration": dict(results.configuration),
        "models": dict(results.models),
    }
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    items, searched = _lines(results.outcomes.values()), _lines(results.searched.values())
    content = f'{opening}, "items": [\n{items}\n], "searched": [\n{searched}\n]}}\n'
    file.write_text(content, encoding="utf-8", newline="\n")


def _lines(entries: Iterable[Outcome | Searched]) -> str:
    plain = (plain_json(asdict(one)) for one in entries)
    return ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in plain)


def _read_run(folder: Path) -> Results:
    config = _json(folder / "config.json")
    report = _json(folder / "report.json")
    if report.get("schema") != REPORT_SCHEMA:
        raise DataError(f"{folder} was scored by another version: run `python -m eval report {folder}` first.")
    answers = read_answers(folder / "answers.jsonl")
    texts = {id_: recorded.answer.text for id_, recorded in answers.items()}
    receipt: Mapping[str, Any] = next((recorded.answer.receipt for recorded in answers.values()), {})
    scored = {part: report[part] for part in _PARTS if part in report}
    head = config | {"name": folder.name, "models": models_of(receipt.get("models", {}))}
    return _results(folder / "report.json", head | scored, texts)


def models_of(fingerprints: Mapping[str, str]) -> dict[str, str]:
    """What receipts say of the models, an encoder's fingerprint taken apart into `encoder.model` and so on."""
    models: dict[str, str] = {}
    for name, fingerprint in fingerprints.items():
        try:
            parts = json.loads(fingerprint)
        except ValueError:
            parts = None
        if isinstance(parts, dict):
            models |= {f"{name}.{part}": str(value) for part, value in parts.items()}
        else:
            models[name] = fingerprint
    return models


def _read_baseline(file: Path) -> Results:
    raw = _json(file)
    if raw.get("schema") != SCHEMA:
        raise DataError(f"{file} is not a baseline of schema {SCHEMA}. Make one: python -m eval baseline RUN")
    return _results(file, raw, {})


def _results(file: Path, raw: Mapping[str, Any], texts: Mapping[str, str]) -> Results:
    try:
        outcomes = _OUTCOMES.validate_python(raw["items"])
        searched = _SEARCHED.validate_python(raw.get("searched", ()))
        return Results(
            name=str(raw["name"]),
            commit=raw["commit"],
            configuration=raw["configuration"],
            models=raw["models"],
            outcomes={one.id: one for one in outcomes},
            texts=texts,
            searched={one.id: one for one in searched},
        )
    except KeyError as exc:
        raise DataError(f"{file} lacks {exc}") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"{file}: {place}: {first['msg']}") from exc


def _json(file: Path) -> dict[str, Any]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as exc:
        raise DataError(f"There is no {file}. A run writes it when all its questions are answered.") from exc
    except (OSError, ValueError) as exc:
        raise DataError(f"{file} cannot be read: {exc}") from exc
    if not isinstance(raw, dict):
        raise DataError(f"{file} is not a JSON object")
    return raw
