"""Answers on disk: the JSON of an answer with the places of its evidence, one on each line, and back."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from eval.errors import DataError
from eval.types import Place, Recorded
from qa.serialise import answer_json, answer_of

T = TypeVar("T")


def append_answer(path: Path, id_: str, recorded: Recorded) -> Recorded:
    """Add one line, on disk when this returns but for the operating system's buffers.

    Returns what `read_answers` makes of the line: confidence and seconds are rounded in it.
    """
    evidence = None if recorded.evidence is None else [asdict(place) for place in recorded.evidence]
    entry = {"id": id_} | answer_json(recorded.answer) | {"evidence": evidence}
    append_stored(path, entry)
    return _recorded(json.loads(json.dumps(entry)))


def append_stored(path: Path, entry: Mapping[str, Any]) -> None:
    """Add one line that `read_stored` reads."""
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def read_answers(path: Path) -> dict[str, Recorded]:
    """The answers by id; none where there is no file. Raises DataError that names the line."""
    return read_stored(path, _recorded)


def read_stored(path: Path, parse: Callable[[Mapping[str, Any]], T]) -> dict[str, T]:
    """What `parse` makes of each line, by the line's id; none where there is no file. Raises DataError.

    A last line that a kill left unfinished is taken off the file.
    """
    if not path.exists():
        return {}
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("r+b") as file:
            file.truncate(len(whole))
    stored = {}
    for number, line in enumerate(whole.decode("utf-8").split("\n")[:-1], start=1):
        try:
            raw = json.loads(line)
            stored[str(raw["id"])] = parse(raw)
        except (ValueError, KeyError, TypeError) as exc:
            raise DataError(f"{path}, line {number}: not a stored answer: {exc!r}") from exc
    return stored


def _recorded(raw: Mapping[str, Any]) -> Recorded:
    return Recorded(answer_of(raw), _places(raw.get("evidence")))


def _places(raw: Iterable[Mapping[str, Any]] | None) -> tuple[Place, ...] | None:
    return None if raw is None else tuple(Place(**place) for place in raw)
