"""Data in SQuAD's format: paragraphs as documents, and questions with the place of their answers."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.errors import DataError
from index.read.metadata import language_of
from index.types import Document, Sentence


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """An answer at `[start, end)` of the text of the document at `path`."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one paragraph; `answers` is empty where the data say that it has none."""

    id: str
    text: str
    answers: tuple[GoldSpan, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a document of its own, with the questions on it."""

    document: Document
    questions: tuple[Question, ...]


def read_squad_files(files: Sequence[Path]) -> tuple[tuple[Paragraph, ...], ...]:
    """The paragraphs of each file; a file given twice is read once. Raises DataError."""
    distinct = list(dict.fromkeys(file.resolve() for file in files))
    names: list[str] = []
    for file in distinct:
        again = sum(name.rpartition("~")[0] == file.stem or name == file.stem for name in names)
        names.append(f"{file.stem}~{again + 1}" if again else file.stem)
    return tuple(read_squad(file, name) for file, name in zip(distinct, names, strict=True))


def read_squad(file: Path, name: str | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs of a SQuAD-format file, each a document `NAME/000-01-Title.txt`.

    The text is the context in NFC, otherwise as it stands; the language is that of the whole file.
    A context that stands in the file more than once is one paragraph. Raises DataError.
    """
    try:
        articles = json.loads(file.read_text(encoding="utf-8-sig"))["data"]
        contexts = [p["context"] for article in articles for p in article["paragraphs"]]
        language = language_of(" ".join(contexts))
        paragraphs = [
            _paragraph(raw, f"{name or file.stem}/{i:03d}-{j:02d}", str(article.get("title", "")), language)
            for i, article in enumerate(articles)
            for j, raw in enumerate(article["paragraphs"])
        ]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as exc:
        raise DataError(f"{file} cannot be read: {exc}") from exc
    except (KeyError, TypeError, AttributeError) as exc:
        raise DataError(f"{file} is not in SQuAD format: {type(exc).__name__} {exc}") from exc
    except ValueError as exc:
        raise DataError(f"{file}: {exc}") from exc
    return _merge_equal_texts(paragraphs)


def gold_sentence(gold: GoldSpan, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """`[start, end)` of an answer's sentence, or sentences, where it crosses a boundary; of the answer if it has none.

    `sentences` are those of its document.
    """
    touched = [one for one in sentences if one.start < gold.end and gold.start < one.end]
    return (touched[0].start, touched[-1].end) if touched else (gold.start, gold.end)


def document_of(path: str, title: str, text: str, language: str | None) -> Document:
    """A document that comes from a data set, and so without publisher or date."""
    return Document(
        id=hashlib.sha256(path.encode()).hexdigest()[:16],
        path=path,
        media_type="text/plain",
        title=title,
        publisher=None,
        published=None,
        language=language,
        text=text,
    )


def _paragraph(raw: dict[str, Any], place: str, title: str, language: str | None) -> Paragraph:
    slug = re.sub(r"[^\w.()-]+", "_", title).strip("_")
    path = f"{place}-{slug}.txt" if slug else f"{place}.txt"
    text = unicodedata.normalize("NFC", raw["context"])
    questions = tuple(
        Question(
            id=str(qa["id"]),
            text=str(qa["question"]).strip(),
            answers=() if qa.get("is_impossible") else _golds(qa, raw["context"], text, path),
        )
        for qa in raw["qas"]
    )
    return Paragraph(document_of(path, title.replace("_", " "), text, language), questions)


def _golds(qa: dict[str, Any], context: str, text: str, path: str) -> tuple[GoldSpan, ...]:
    golds = []
    for answer in qa["answers"]:
        words = unicodedata.normalize("NFC", answer["text"])
        start = _find(text, words, len(unicodedata.normalize("NFC", context[: answer["answer_start"]])))
        if not words or start is None:
            raise ValueError(f"question {qa['id']}: the answer {words!r} does not stand in its paragraph")
        golds.append(GoldSpan(path, start, start + len(words), words))
    return tuple(dict.fromkeys(golds))


def _find(text: str, words: str, expected: int) -> int | None:
    """Where `words` stand nearest to `expected`: NFC may have joined characters across a boundary."""
    starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]
    return min(starts, key=lambda start: (abs(start - expected), start), default=None)


def _merge_equal_texts(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Some data sets repeat the context for every question; as documents these would be rivals."""
    merged: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        first = merged.setdefault(paragraph.document.text, replace(paragraph, questions=()))
        path = first.document.path
        moved = tuple(
            replace(q, answers=tuple(replace(gold, path=path) for gold in q.answers)) for q in paragraph.questions
        )
        merged[paragraph.document.text] = replace(first, questions=first.questions + moved)
    return tuple(merged.values())
