"""A run: a folder with the configuration, every answer as it comes, and the report.

`config.json` is written first, `answers.jsonl` grows line by line, the report's files come last. A run
that was killed goes on from its answers; a folder never mixes two configurations.
"""

import hashlib
import json
import platform
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from eval.errors import DataError, RunError
from eval.questions import set_files, set_format, set_name
from eval.report.files import write_json
from eval.results import models_of
from eval.stored import append_answer, read_answers
from eval.types import Item, Place, Recorded, Streamer
from index.types import Document
from qa.types import Answer, Found

SCHEMA = 1

_PROJECT = Path(__file__).resolve().parents[1]
_PACKAGES = ("index", "qa")
_PLACES = ("documents", "host", "port")
"""Settings that no answer depends on: where the documents lie, and where the page is served."""


def configuration(
    *,
    set_file: Path,
    documents: Sequence[Document],
    settings: Mapping[str, Any],
    models: Mapping[str, str],
    index: str | None,
    subset: int | None = None,
) -> dict[str, Any]:
    """Everything that answers may depend on; runs of equal configurations are the same run.

    `models` are their fingerprints and `index` is the hash of its content, as receipts have them; None where
    there is more than one index. `subset` is how many questions of the set are asked, where not all are.
    """
    return {
        "set": set_identity(set_file) | ({} if subset is None else {"subset": subset}),
        "documents": documents_identity(documents),
        "index": index,
        "models": models_of(models),
        "settings": {name: value for name, value in settings.items() if name not in _PLACES},
        "versions": {"python": platform.python_version()} | _versions(),
        "code": _code_hash(),
    }


def set_identity(set_file: Path) -> dict[str, Any]:
    """The name of a question set, the hash of its content, and its format where that brings documents."""
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in set_files(set_file)]
    whole = hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
    own = {"format": set_format(set_file)} if set_format(set_file) in ("squad", "beir") else {}
    return {"name": set_name(set_file), "sha256": whole} | own


def documents_identity(documents: Sequence[Document]) -> dict[str, Any]:
    """How many documents there are, and a hash of all that answers show of them."""
    texts = "\0".join(f"{d.path}\0{d.title}\0{d.published}\0{d.text}" for d in documents)
    return {"count": len(documents), "sha256": hashlib.sha256(texts.encode()).hexdigest()}


def fingerprint(config: Mapping[str, Any]) -> str:
    """Names a configuration."""
    return hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest()[:12]


def open_folder(folder: Path, config: Mapping[str, Any]) -> None:
    """Make the run folder, or go on in it. Raises RunError if it holds another configuration."""
    keep_configuration(folder / "config.json", config)


def keep_configuration(file: Path, config: Mapping[str, Any]) -> None:
    """Write what a run is asked with, or go on with it. Raises RunError if the file holds another configuration."""
    if file.exists():
        try:
            found = json.loads(file.read_text(encoding="utf-8"))["configuration"]
        except (ValueError, KeyError) as exc:
            raise RunError(f"{file} is not the configuration of a run. Choose another --output.") from exc
        wanted = json.loads(json.dumps(config))
        differing = [name for name in wanted | found if name not in found or found[name] != wanted.get(name)]
        if differing:
            raise RunError(f"{file} is of a run with other {', '.join(differing)}. Choose another --output.")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    head = {
        "schema": SCHEMA,
        "fingerprint": fingerprint(config),
        "commit": _commit(),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    write_json(file, head | {"configuration": config})


def ask_items(assistant: Streamer, items: Sequence[Item], folder: Path) -> Iterator[tuple[Item, Recorded]]:
    """Each item with its answer and evidence, in order; what `answers.jsonl` holds is not asked again.

    Answers are those that the file gives back, so that scoring them again later comes to the same. One question is
    asked after the other: the one language model uses every core, so that two at once would take as long and
    wait for each other. Raises DataError if two items have one id.
    """
    counts = Counter(item.id for item in items)
    twice = sorted(id_ for id_, count in counts.items() if count > 1)
    if twice:
        raise DataError(f"Ids that occur more than once in the set: {', '.join(twice)}")
    file = folder / "answers.jsonl"
    answers = read_answers(file)
    for item in items:
        if item.id not in answers:
            answers[item.id] = append_answer(file, item.id, _ask(assistant, item))
        yield item, answers[item.id]


def _ask(assistant: Streamer, item: Item) -> Recorded:
    """The answer to an item, with the places of the sentences that it was made from."""
    evidence: tuple[Place, ...] = ()
    for piece in assistant.stream(item.question, history=item.history):
        if isinstance(piece, Found):
            evidence = tuple(Place(one.document, one.start, one.end) for one in piece.evidence)
        elif isinstance(piece, Answer):
            return Recorded(piece, evidence)
    raise AssertionError("a stream ends with an answer")


def _versions() -> dict[str, str]:
    """Of every library that `requirements.txt` names and that is installed."""
    requirements = (_PROJECT / "requirements.txt").read_text(encoding="utf-8")
    versions = {}
    for name in re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE):
        with suppress(metadata.PackageNotFoundError):
            versions[name] = metadata.version(name)
    return versions


def _code_hash() -> str:
    """Changes with every file that answers may depend on, committed or not: code, fitted numbers and other data."""
    digest = hashlib.sha256()
    for file in sorted(file for package in _PACKAGES for file in (_PROJECT / package).rglob("*")):
        if not file.is_file() or "__pycache__" in file.parts:
            continue
        digest.update(file.relative_to(_PROJECT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _commit() -> str | None:
    """The commit of the checkout; None outside of one."""
    try:
        done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=_PROJECT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
