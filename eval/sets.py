"""Question sets as JSON Lines, schema 1: one item on each line.

    {"schema": 1, "id", "language": "de"|"en", "question", "history": [{"question", "answer"}], "kind",
     "status": "answered"|"conflicting"|"not_in_documents", "gold": GOLD or null,
     "support": [{"document", "quote"}], "near_miss": text or null, "tags": [text]}

GOLD is one of the types of `eval.types`, as `{"type": "count", "value": 37}`; figures take `values`
where several belong to the answer, amounts a `currency`. `history`, `support`, `near_miss` and `tags`
may be left out.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from eval.errors import DataError
from eval.types import FigureGold, FigureType, Gold, Item

SCHEMA = 1

_ITEM = TypeAdapter(Item)
_NUMERIC = ("amount", "count", "percentage")
_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_FORMS = {"date": re.compile(_DATE), "period": re.compile(f"{_DATE}/{_DATE}")}


def read_set(path: Path) -> tuple[Item, ...]:
    """The items of a set, in order; blank lines don't count.

    Raises DataError that names the file, every line that cannot be read, and what is wrong with it.
    """
    items, wrong = read_lines(path)
    if wrong:
        raise DataError("\n".join(wrong))
    return items


def read_lines(path: Path) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items that can be read, and what is wrong with each other line. Raises DataError for a file as a whole."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise DataError(f"The question set {path} cannot be read: {exc}") from exc
    items, wrong = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                items.append(parse_item(line))
            except ValueError as exc:
                wrong.append(f"{path}, line {number}: {exc}")
    return tuple(items), tuple(wrong)


def write_set(path: Path, items: Iterable[Item]) -> None:
    """Write what `read_set` reads."""
    lines = (json.dumps(item_json(item), ensure_ascii=False) + "\n" for item in items)
    path.write_text("".join(lines), encoding="utf-8")


def parse_item(line: str) -> Item:
    """One line of a set. Raises ValueError that says which field is wrong, and how."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as exc:
        raise ValueError(f"not JSON: {exc}") from exc
    if isinstance(raw, dict) and raw.get("proposal"):
        raise ValueError("a proposal, which nobody has accepted yet: python -m eval new, in a terminal, asks about it")
    if not isinstance(raw, dict) or raw.pop("schema", None) != SCHEMA:
        raise ValueError(f'not an item of schema {SCHEMA}: {{"schema": {SCHEMA}, ...}} is expected')
    if isinstance(raw.get("gold"), dict):
        raw["gold"] = _one_form(raw["gold"])
    try:
        item = _ITEM.validate_python(raw)
    except ValidationError as exc:
        raise ValueError("; ".join(_describe(error) for error in exc.errors())) from exc
    _check(item)
    return item


def item_json(item: Item) -> dict[str, Any]:
    """The item as its line has it; a single figure stands under `value`, several under `values`."""
    gold = None if item.gold is None else _gold_json(item.gold)
    return {"schema": SCHEMA} | asdict(item) | {"gold": gold}


def _gold_json(gold: Gold) -> dict[str, Any]:
    raw = asdict(gold)
    if isinstance(gold, FigureGold):
        if not gold.currency:
            del raw["currency"]
        if len(gold.values) == 1:
            raw["value"] = raw.pop("values")[0]
    return raw


def _one_form(gold: dict[str, Any]) -> dict[str, Any]:
    """Figures as a tuple of canonical strings, whether one or several and numbers or strings."""
    if gold.get("type") not in get_args(FigureType):
        return gold
    form = dict(gold)
    if "value" in form:
        if "values" in form:
            raise ValueError("gold has both value and values")
        form["values"] = [form.pop("value")]
    if form["type"] in _NUMERIC and isinstance(form.get("values"), list):
        form["values"] = [_plain_decimal(value) for value in form["values"]]
    return form


def _plain_decimal(value: object) -> str:
    """`200000000` for `2e8`, `200000000.0` and `"200000000"`."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise ValueError(f"gold value {value!r} is not a number")
    return f"{number.normalize():f}"


def _check(item: Item) -> None:
    """What types alone cannot say."""
    if item.answerable and (item.gold is None or not item.support):
        raise ValueError(f"an item that is {item.status} needs gold and support")
    if not item.answerable and (item.gold is not None or item.support):
        raise ValueError("an item that is not_in_documents has neither gold nor support")
    if not all(support.quote.strip() for support in item.support):
        raise ValueError("a support needs the quote of its sentence")
    if isinstance(item.gold, FigureGold):
        _check_figures(item.gold)


def _check_figures(gold: FigureGold) -> None:
    if not gold.values:
        raise ValueError("gold has no value")
    if (gold.type == "amount") != bool(gold.currency):
        raise ValueError("a gold amount, and nothing else, has a currency")
    for value in gold.values:
        if gold.type in _FORMS and not _FORMS[gold.type].fullmatch(value):
            raise ValueError(f"gold value {value!r} is not a {gold.type} as in 2026-02-19 or 2018/2022")


def _describe(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {error['msg']} (found {error['input']!r})"
