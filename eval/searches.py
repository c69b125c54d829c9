"""What the search finds for the questions that a subset leaves out: it takes no language model, and so no time.

A gate on a few questions sees every question's search by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from eval.ranking import values
from eval.stored import append_stored, read_stored
from eval.support import first_support, ranked_support
from eval.types import Item, Place, Searched, Streamer
from index.types import Document
from qa.types import Found

_FILE = "searches.jsonl"


def search_items(
    assistant: Streamer, items: Sequence[Item], folder: Path, documents: Mapping[str, Document]
) -> tuple[Searched, ...]:
    """Where each item's support ranks; what the folder's `searches.jsonl` holds is not searched again.

    Items without known support, and those that lean on a conversation, are left out.
    """
    known = _read(folder)
    for item in _searchable(items):
        if item.id not in known:
            known[item.id] = _found(assistant, item)
            append_stored(folder / _FILE, {"id": item.id, "evidence": [asdict(place) for place in known[item.id]]})
    return _ranked(items, known, documents)


def stored_searches(folder: Path, items: Sequence[Item], documents: Mapping[str, Document]) -> tuple[Searched, ...]:
    """The same from `searches.jsonl` alone, of the items that it holds."""
    return _ranked(items, _read(folder), documents)


def _ranked(
    items: Sequence[Item], known: Mapping[str, Sequence[Place]], documents: Mapping[str, Document]
) -> tuple[Searched, ...]:
    return tuple(_searched(item, known[item.id], documents) for item in _searchable(items) if item.id in known)


def _searched(item: Item, found: Sequence[Place], documents: Mapping[str, Document]) -> Searched:
    ranking = values(ranked_support(item, found, documents))
    rank = first_support(item, found, documents)
    return Searched(item.id, item.cluster, rank, ranking["ndcg@10"], ranking["recall@10"])


def _searchable(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.support and not item.history]


def _found(assistant: Streamer, item: Item) -> tuple[Place, ...]:
    """The sentences that the language model would see first; the stream is left before it sees them."""
    first = next(iter(assistant.stream(item.question)))
    found = first.evidence if isinstance(first, Found) else ()
    return tuple(Place(one.document, one.start, one.end) for one in found)


def _read(folder: Path) -> dict[str, tuple[Place, ...]]:
    return read_stored(folder / _FILE, lambda raw: tuple(Place(**place) for place in raw["evidence"]))
