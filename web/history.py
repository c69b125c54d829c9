"""A conversation as the visitor's own browser keeps it, so that it survives a reload."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from web.exchange import Exchange

SCHEMA = 1
KEPT = 100
"""Exchanges, the latest; some hundred kilobytes of the few megabytes that a browser gives a page."""

_exchanges = TypeAdapter(tuple[Exchange, ...])


def saved(conversation: Sequence[Exchange]) -> dict[str, Any]:
    """Finished exchanges as plain JSON values, without the sentences that were only found."""
    kept = tuple(one for one in conversation if one.finished)[-KEPT:]
    left_out = {"__all__": {"evidence", "written", "ahead"}}
    return {"schema": SCHEMA, "exchanges": _exchanges.dump_python(kept, mode="json", exclude=left_out)}


def restored(value: object) -> tuple[Exchange, ...]:
    """What `saved` gave; nothing if it is anything else. A browser may hold anything under the name."""
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        return ()
    try:
        exchanges = _exchanges.validate_python(value.get("exchanges"))
    except ValidationError:
        return ()
    return tuple(one for one in exchanges if one.finished and (one.answer is not None) == (one.stage == "checked"))
