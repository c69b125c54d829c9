"""Makes a BEIR-format folder for `python -m eval retrieval` from SQuAD-format files.

python scripts/xquad_to_beir.py xquad.de.json xquad.en.json --queries xquad.de.json --output DIR
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from eval.squad import Paragraph, read_squad_files
from index.errors import BelegError


def convert(
    files: Annotated[list[Path], typer.Argument(help="The corpus.", exists=True, dir_okay=False)],
    queries: Annotated[Path, typer.Option(help="Whose questions are asked.", exists=True, dir_okay=False)],
    output: Annotated[Path, typer.Option(help="The folder to make.", file_okay=False)],
    translations: Annotated[
        bool, typer.Option(help="Paragraphs whose questions carry the same ids are relevant too.")
    ] = False,
) -> None:
    """Every paragraph of FILES is a document; relevant is the paragraph that a question was asked on.

    Where --queries is not among FILES, only translations are relevant, whether asked for or not.
    """
    try:
        asked, *corpus = read_squad_files([queries, *files])
    except BelegError as exc:
        typer.echo(str(exc), err=True)
        raise typer.Exit(1) from exc
    own_corpus = queries.resolve() in {file.resolve() for file in files}
    across = [paragraph for file in corpus for paragraph in file]
    documents = [*asked, *across] if own_corpus else across
    relevant = _paths_by_question(asked) if own_corpus else defaultdict(list)
    if translations or not own_corpus:
        for id_, paths in _paths_by_question(across).items():
            relevant[id_] += paths
    _write(output, documents, asked, relevant)


def _paths_by_question(paragraphs: Iterable[Paragraph]) -> defaultdict[str, list[str]]:
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        for question in paragraph.questions:
            paths[question.id].append(paragraph.document.path)
    return paths


def _write(
    output: Path, documents: Iterable[Paragraph], asked: Iterable[Paragraph], relevant: dict[str, list[str]]
) -> None:
    (output / "qrels").mkdir(parents=True, exist_ok=True)
    texts = (paragraph.document for paragraph in documents)
    _write_lines(output / "corpus.jsonl", ({"_id": d.path, "title": d.title, "text": d.text} for d in texts))
    questions = {q.id: q.text for paragraph in asked for q in paragraph.questions if relevant.get(q.id)}
    _write_lines(output / "queries.jsonl", ({"_id": id_, "text": text} for id_, text in questions.items()))
    rows = [f"{id_}\t{path}\t1" for id_ in questions for path in dict.fromkeys(relevant[id_])]
    table = "\n".join(["query-id\tcorpus-id\tscore", *rows]) + "\n"
    (output / "qrels" / "test.tsv").write_text(table, encoding="utf-8")


def _write_lines(file: Path, values: Iterable[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(v, ensure_ascii=False) + "\n" for v in values), encoding="utf-8")


if __name__ == "__main__":
    typer.run(convert)
