"""What a person has decided, on disk: accepted items in the set, and beside it the ids of the rejected.

Both files are written anew and switched to at once, so that a kill leaves the state before or after a decision.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from eval.errors import DataError
from eval.sets import item_json, read_set
from eval.types import Item

Decision = Literal["accepted", "rejected"]
SCHEMA = 1


class Decisions:
    """The decisions on the proposals for one set.

    Lines of the set that were there before stay as they are. Raises DataError if a file cannot be read.
    """

    def __init__(self, set_file: Path) -> None:
        self._set_file = set_file
        self._rejected_file = set_file.with_suffix(".rejected.json")
        self._items = {item.id: item for item in read_set(set_file)} if set_file.exists() else {}
        self._rejected = self._read_rejected()

    def of(self, id_: str) -> Decision | None:
        """What was decided on a proposal; None if nothing was."""
        if id_ in self._items:
            return "accepted"
        return "rejected" if id_ in self._rejected else None

    def accepted(self, id_: str) -> Item | None:
        """The item as it was accepted."""
        return self._items.get(id_)

    def asks(self, item: Item) -> bool:
        """Whether the set has the question under another id."""
        return any(known.question == item.question and known.id != item.id for known in self._items.values())

    def accept(self, item: Item) -> None:
        """Put an item into the set, in the place of an earlier form of it."""
        self._write_set(item.id, [json.dumps(item_json(item), ensure_ascii=False)])
        self._items[item.id] = item
        self._write_rejected([id_ for id_ in self._rejected if id_ != item.id])

    def reject(self, id_: str) -> None:
        """Remember that a proposal is not wanted; it leaves the set if it was accepted before."""
        if id_ in self._items:
            self._write_set(id_, [])
            del self._items[id_]
        self._write_rejected([*(known for known in self._rejected if known != id_), id_])

    def _write_set(self, id_: str, new: Iterable[str]) -> None:
        lines = self._set_file.read_text(encoding="utf-8-sig").split("\n") if self._set_file.exists() else []
        kept = [line for line in lines if line.strip() and json.loads(line)["id"] != id_]
        _switch(self._set_file, "".join(f"{line}\n" for line in (*kept, *new)))

    def _write_rejected(self, ids: list[str]) -> None:
        if ids != self._rejected:
            _switch(self._rejected_file, json.dumps({"schema": SCHEMA, "rejected": ids}) + "\n")
        self._rejected = ids

    def _read_rejected(self) -> list[str]:
        if not self._rejected_file.exists():
            return []
        try:
            known = json.loads(self._rejected_file.read_text(encoding="utf-8"))
            if known["schema"] != SCHEMA:
                raise ValueError(f"schema {SCHEMA} is expected, not {known['schema']!r}")
            return [str(id_) for id_ in known["rejected"]]
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise DataError(f"{self._rejected_file} cannot be read; remove it to be asked again: {exc}") from exc


def _switch(path: Path, text: str) -> None:
    """The new content of a file, all of it or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
