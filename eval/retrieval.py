"""Passage retrieval on BEIR-format data: each document ranks by its best passage."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from eval import bootstrap
from eval.errors import DataError
from eval.ranking import DEPTH, by_query
from eval.squad import document_of
from eval.types import Interval
from index.read.metadata import language_of
from index.types import Document, Hit


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Documents whose path is their BEIR id, queries by id, and grades of relevant documents by query."""

    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


class Searcher(Protocol):
    """What an evaluation of retrieval needs of `index.index.Index`."""

    def search(self, query: str, k: int = 10) -> list[Hit]:
        """The k best passages, best first."""


def read_beir(folder: Path) -> Benchmark:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`, with or without its header line.

    Raises DataError that names the file and the line. Queries without a relevant document are left out.
    """
    corpus = _json_lines(folder / "corpus.jsonl", ("_id", "text"))
    documents = tuple(_document(raw) for raw in corpus if f"{raw.get('title', '')}{raw['text']}".strip())
    queries = {str(raw["_id"]): str(raw["text"]) for raw in _json_lines(folder / "queries.jsonl", ("_id", "text"))}
    qrels: dict[str, dict[str, int]] = {}
    for query, document, grade in _judgements(folder / "qrels" / "test.tsv"):
        if query not in queries:
            raise DataError(f"{folder}: qrels/test.tsv judges query {query!r}, which queries.jsonl lacks")
        if grade > 0:
            qrels.setdefault(query, {})[document] = grade
    return Benchmark(documents, {id_: text for id_, text in queries.items() if id_ in qrels}, qrels)


def rank_queries(index: Searcher, benchmark: Benchmark) -> Iterator[tuple[str, list[str]]]:
    """Each query's id with the ids of its ten best documents, best first."""
    beir_id = {document.id: document.path for document in benchmark.documents}
    for query, text in benchmark.queries.items():
        yield query, [beir_id[id_] for id_ in rank_documents(index, text)]


def rank_documents(index: Searcher, query: str) -> list[str]:
    """Document ids by their best passage; asks for more passages until ten documents are among them."""
    k = 4 * DEPTH
    while True:
        hits = index.search(query, k)
        ranked = list(dict.fromkeys(hit.passage.document_id for hit in hits))
        if len(ranked) >= DEPTH or len(hits) < k:
            return ranked[:DEPTH]
        k *= 4


def measure(
    rankings: Sequence[tuple[str, Sequence[str]]], qrels: Mapping[str, Mapping[str, int]], *, seed: int = 0
) -> dict[str, int | Interval]:
    """The figures of `eval retrieval`, each with its interval by bootstrap over queries."""
    queries = [query for query, _ in rankings]
    return {"queries": len(queries)} | {
        name: bootstrap.interval(bootstrap.mean([values.get(q, 0.0) for q in queries]), queries, seed=seed)
        for name, values in by_query(rankings, qrels).items()
    }


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
