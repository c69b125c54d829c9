"""Data in BEIR's format: documents, queries, and which documents are relevant to a query."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import DataError
from eval.squad import document_of
from index.read.metadata import language_of
from index.types import Document


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Documents whose path is their BEIR id, queries by id, and grades of relevant documents by query."""

    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def read_beir(folder: Path, split: str = "test") -> Benchmark:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`, with or without its header line.

    Raises DataError that names the file and the line. Queries without a relevant document are left out.
    """
    judgements = folder / "qrels" / f"{split}.tsv"
    corpus = _json_lines(folder / "corpus.jsonl", ("_id", "text"))
    documents = tuple(_document(raw) for raw in corpus if f"{raw.get('title', '')}{raw['text']}".strip())
    queries = {str(raw["_id"]): str(raw["text"]) for raw in _json_lines(folder / "queries.jsonl", ("_id", "text"))}
    qrels: dict[str, dict[str, int]] = {}
    for query, document, grade in _judgements(judgements):
        if query not in queries:
            raise DataError(f"{judgements} judges query {query!r}, which queries.jsonl lacks")
        if grade > 0:
            qrels.setdefault(query, {})[document] = grade
    return Benchmark(documents, {id_: text for id_, text in queries.items() if id_ in qrels}, qrels)


def _document(raw: Mapping[str, Any]) -> Document:
    title, text = str(raw.get("title") or ""), str(raw["text"])
    joined = f"{title}\n\n{text}" if title else text
    return document_of(str(raw["_id"]), title, joined, language_of(joined))


def _json_lines(file: Path, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_text(file).split("\n"), start=1):
        if line.strip():
            try:
                raw = json.loads(line)
            except json.JSONDecodeError as exc:
                raise DataError(f"{file}, line {number}: not JSON: {exc}") from exc
            if not isinstance(raw, dict) or any(field not in raw for field in fields):
                raise DataError(f"{file}, line {number}: expected an object with {', '.join(fields)}")
            yield raw


def _judgements(file: Path) -> Iterator[tuple[str, str, int]]:
    lines = csv.reader(_text(file).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(lines, start=1):
        if not row or (number == 1 and row[-1].strip() in {"score", "relevance", "label"}):
            continue
        try:
            query, document, grade = row
            yield query, document, int(grade)
        except ValueError as exc:
            raise DataError(f"{file}, line {number}: expected query id, document id and grade") from exc


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise DataError(f"{file} cannot be read: {exc}") from exc
