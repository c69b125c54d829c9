"""Puts the questions to each pipeline in a process of its own, and keeps the answers line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.peers.environment import peer_python
from eval.peers.scoring import PeerAnswer
from eval.stored import append_stored, read_stored
from eval.types import Item
from eval.workers.worker import worker
from index.paths import cache_folder


@dataclass(frozen=True, slots=True)
class Peer:
    """A pipeline: its name, its module, and the pinned package whose version tells which one it is.

    Without a package it is Beleg itself, and runs in this environment.
    """

    name: str
    module: str
    package: str | None


PEERS = (
    Peer("Beleg", "eval.peers.pipelines.beleg", None),
    Peer("txtai", "eval.peers.pipelines.txtai", "txtai"),
    Peer("LlamaIndex", "eval.peers.pipelines.llamaindex", "llama-index-core"),
)


def ask_peer(
    peer: Peer, items: Sequence[Item], folder: Path, job: Mapping[str, Any]
) -> Iterator[tuple[Item, PeerAnswer]]:
    """Each item with the answer; first those that the folder holds already, which are not asked again.

    `job` holds the values of `open`. Raises RunError.
    """
    file = folder / f"{peer.name.lower()}.jsonl"
    answers = read_stored(file, _answer)
    for item in items:
        if item.id in answers:
            yield item, answers[item.id]
    missing = [item for item in items if item.id not in answers]
    if not missing:
        return
    with worker(peer.module, python=peer_python(cache_folder()) if peer.package else None) as running:
        running.ask("open", **job)
        for item in missing:
            reply = running.ask("answer", question=item.question)
            given = PeerAnswer(
                text=reply.result["text"],
                passages=tuple(reply.result["passages"]),
                quotes=tuple(reply.result["quotes"]),
                seconds=reply.seconds,
                peak=reply.peak,
            )
            append_stored(file, {"id": item.id} | asdict(given))
            yield item, given


def _answer(raw: Mapping[str, Any]) -> PeerAnswer:
    return PeerAnswer(
        text=str(raw["text"]),
        passages=tuple(raw["passages"]),
        quotes=tuple(raw["quotes"]),
        seconds=float(raw["seconds"]),
        peak=int(raw["peak"]),
    )
