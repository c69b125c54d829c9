"""A set of questions, whatever its format; some formats bring the documents that they ask about.

| path | format |
|---|---|
| `NAME.csv` | a table of question and answer, see `eval.table` |
| `NAME.json` | SQuAD's, 1.1 or 2.0: each paragraph is a document |
| a folder | BEIR's, with `qrels/test.tsv`: each text of `corpus.jsonl` is a document |
| `FOLDER/qrels/NAME.tsv` | the same with other qrels |
| any other file | JSON Lines, see `eval.sets` |
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.beir import read_beir
from eval.datasets import beir_items, squad_items
from eval.errors import DataError
from eval.sets import read_lines
from eval.squad import read_squad
from eval.table import read_rows
from eval.types import Item
from index.types import Document

Format = Literal["table", "squad", "beir", "lines"]


@dataclass(frozen=True, slots=True)
class Questions:
    """The items of a set, and the documents that it brings, by path and in order; None where it asks about a folder.

    `wrong` says of each line that is no item why it cannot be read.
    """

    items: tuple[Item, ...]
    documents: Mapping[str, Document] | None = None
    wrong: tuple[str, ...] = ()


def read_questions(path: Path) -> tuple[Item, ...]:
    """The items of a set that asks about a folder. Raises DataError, also for one that brings its own documents."""
    questions = read_any_questions(path)
    if questions.documents is not None:
        raise DataError(f"{path} brings its own documents: only eval run, report and check take it.")
    return questions.items


def read_any_questions(path: Path) -> Questions:
    """A set of any format. Raises DataError that names the file, every line that is wrong and what is wrong with it."""
    questions = read_sound(path)
    if questions.wrong:
        raise DataError("\n".join(questions.wrong))
    return questions


def read_sound(path: Path) -> Questions:
    """What can be read of a set of any format. Raises DataError for one that is wrong as a whole."""
    match set_format(path):
        case "table":
            items, wrong = read_rows(path)
            return Questions(items, wrong=wrong)
        case "lines":
            items, wrong = read_lines(path)
            return Questions(items, wrong=wrong)
        case "squad":
            paragraphs = read_squad(path)
            return _with_documents(path, squad_items(paragraphs), (one.document for one in paragraphs))
        case "beir":
            folder, split = _beir_place(path)
            benchmark = read_beir(folder, split)
            return _with_documents(path, beir_items(benchmark), benchmark.documents)


def set_format(path: Path) -> Format:
    """The format, as the name alone says it."""
    if path.is_dir() or (path.suffix == ".tsv" and path.absolute().parent.name == "qrels"):
        return "beir"
    if path.suffix.lower() == ".json":
        return "squad"
    return "table" if path.suffix.lower() == ".csv" else "lines"


def set_name(path: Path) -> str:
    """What a set is called: by its file, BEIR's by the folder, with the qrels where they are not `test.tsv`."""
    if set_format(path) != "beir":
        return path.stem
    folder, split = _beir_place(path)
    return folder.resolve().name + ("" if split == "test" else f"-{split}")


def set_files(path: Path) -> tuple[Path, ...]:
    """The files that say what is asked and what is right."""
    if set_format(path) != "beir":
        return (path,)
    folder, split = _beir_place(path)
    return (folder / "queries.jsonl", folder / "qrels" / f"{split}.tsv")


def _beir_place(path: Path) -> tuple[Path, str]:
    """The folder and the name of the qrels. Raises DataError if it is no such folder."""
    folder, split = (path, "test") if path.is_dir() else (path.absolute().parents[1], path.stem)
    if not (folder / "corpus.jsonl").exists():
        raise DataError(
            f"{folder} is not in BEIR's format: it has no corpus.jsonl. A folder of documents is named by --documents."
        )
    there = sorted(file.stem for file in (folder / "qrels").glob("*.tsv"))
    if there and split not in there:
        raise DataError(f"{folder} has no qrels/{split}.tsv. Name others: {folder / 'qrels' / there[0]}.tsv")
    return folder, split


def _with_documents(path: Path, items: tuple[Item, ...], documents: Iterable[Document]) -> Questions:
    if not items:
        raise DataError(f"{path} has no question that anything is known of.")
    return Questions(items, {one.path: one for one in sorted(documents, key=lambda document: document.path)})
