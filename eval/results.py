"""What became of the questions of a run, read from its folder or from a baseline.

A baseline is one small file without a word of questions, answers or documents: the outcomes of a run that later
runs are measured against.

    {"schema": 1, "name", "commit", "configuration", "models", "items": [OUTCOME, ...]}
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.errors import DataError
from eval.report.figures import SCHEMA as REPORT_SCHEMA
from eval.report.figures import plain_json
from eval.stored import read_answers
from eval.types import Outcome

SCHEMA = 1

_OUTCOMES = TypeAdapter(tuple[Outcome, ...])


@dataclass(frozen=True, slots=True)
class Results:
    """Outcomes by question id; `texts` are the answers in words, none for a baseline.

    `models` is what receipts say of the models: `language_model`, `encoder.query_prefix` and the like.
    """

    name: str
    commit: str | None
    configuration: Mapping[str, Any]
    models: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    texts: Mapping[str, str]


def read_results(path: Path) -> Results:
    """Of a run's folder or a baseline file. Raises DataError that says what to do."""
    return _read_run(path) if path.is_dir() else _read_baseline(path)


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
    items = ",\n".join(
        json.dumps(plain_json(asdict(outcome)), ensure_ascii=False, allow_nan=False)
        for outcome in results.outcomes.values()
    )
    file.write_text(f'{opening}, "items": [\n{items}\n]}}\n', encoding="utf-8", newline="\n")


def _read_run(folder: Path) -> Results:
    config = _json(folder / "config.json")
    report = _json(folder / "report.json")
    if report.get("schema") != REPORT_SCHEMA:
        raise DataError(f"{folder} was scored by another version: run `python -m eval report {folder}` first.")
    answers = read_answers(folder / "answers.jsonl")
    texts = {id_: recorded.answer.text for id_, recorded in answers.items()}
    receipt = next((recorded.answer.receipt for recorded in answers.values()), {})
    found = {"name": folder.name, "models": models_of(receipt), "items": report.get("items")}
    return _results(folder / "report.json", config | found, texts)


def models_of(receipt: Mapping[str, Any]) -> dict[str, str]:
    """What a receipt says of the models, an encoder's fingerprint taken apart into `encoder.model` and so on."""
    models: dict[str, str] = {}
    for name, fingerprint in dict(receipt.get("models", {})).items():
        try:
            parts = json.loads(fingerprint)
        except ValueError:
            parts = None
        if isinstance(parts, dict):
            models |= {f"{name}.{part}": str(value) for part, value in parts.items()}
        else:
            models[name] = str(fingerprint)
    return models


def _read_baseline(file: Path) -> Results:
    raw = _json(file)
    if raw.get("schema") != SCHEMA:
        raise DataError(f"{file} is not a baseline of schema {SCHEMA}. Make one: python -m eval baseline RUN")
    return _results(file, raw, {})


def _results(file: Path, raw: Mapping[str, Any], texts: Mapping[str, str]) -> Results:
    try:
        outcomes = _OUTCOMES.validate_python(raw["items"])
        return Results(
            name=str(raw["name"]),
            commit=raw["commit"],
            configuration=raw["configuration"],
            models=raw["models"],
            outcomes={one.id: one for one in outcomes},
            texts=texts,
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
