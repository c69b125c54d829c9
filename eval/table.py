"""A question set as a table of two columns, question and answer, as a spreadsheet exports it.

The language and the type of the gold are guessed; a question without an answer is one that the documents do not
answer. Which sentences support an answer is not known, so that nothing can be said about quotes.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from eval.errors import DataError
from eval.types import FigureGold, FigureType, Gold, Item, TextGold, YesNoGold
from index.errors import ReadError
from index.lexical import terms
from index.query_language import Language, question_language
from index.read.encoding import decode
from qa.figures import find_figures
from qa.question import question_kind

_HEADINGS = {("question", "answer"), ("frage", "antwort")}
_YES_NO = {"ja": "yes", "yes": "yes", "nein": "no", "no": "no"}
_OTHER_WORDS = 3


def read_rows(path: Path) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items that can be read, named by their line, and what is wrong with each other row.

    Columns are parted by commas, semicolons or tabs, whichever the first line has; that line may be a heading.
    Raises DataError for a file that is wrong as a whole.
    """
    try:
        content = decode(path.read_bytes()).removeprefix("\ufeff")
    except (OSError, ReadError) as exc:
        raise DataError(f"The question set {path} cannot be read: {exc}") from exc
    items: list[Item] = []
    wrong: list[str] = []
    asked: dict[str, int] = {}
    for line, row in _rows(content):
        try:
            items.append(_item(line, *_two(row), asked))
        except ValueError as exc:
            wrong.append(f"{path}, line {line}: {exc}")
    if not items and not wrong:
        raise DataError(f"{path} has no questions: a question and its answer are expected on each line.")
    return tuple(items), tuple(wrong)


def guess_gold(answer: str, language: Language) -> Gold:
    """The figures of an answer that has little beside them, yes or no, else its words.

    `37 Standorte` is a count, `am 1. April 2020` a date; `der 2020 gegründete Verbund aus 37 Standorten` is text.
    """
    if verdict := _YES_NO.get(answer.strip(" .!").casefold()):
        return YesNoGold("yes_no", "yes" if verdict == "yes" else "no")
    figures = find_figures(answer, language)
    kinds = {(figure.kind, figure.unit) for figure in figures}
    if (
        len(kinds) != 1
        or len(terms(re.sub(r"[\d_]+", " ", _without_figures(answer, language)), language)) > _OTHER_WORDS
    ):
        return TextGold("text", (answer,))
    ((kind, unit),) = kinds
    named = next((name for name in get_args(FigureType) if name == kind), None)
    if named is None or (kind != "period" and any("/" in figure.value for figure in figures)):
        return TextGold("text", (answer,))
    values = tuple(dict.fromkeys(figure.value for figure in figures))
    return FigureGold(named, values, unit if kind == "amount" else "")


def unread_figures(answer: str, language: Language) -> bool:
    """Whether an answer has digits that are no figure for us, so that only its wording can be compared."""
    return any(character.isdigit() for character in _without_figures(answer, language))


def _without_figures(answer: str, language: Language) -> str:
    for figure in reversed(find_figures(answer, language)):
        answer = f"{answer[: figure.start]} {answer[figure.end :]}"
    return answer


def _item(line: int, question: str, answer: str, asked: dict[str, int]) -> Item:
    """`asked` holds the lines of the questions before, and takes this one. Raises ValueError."""
    if not question:
        raise ValueError("there is no question")
    again = asked.setdefault(" ".join(question.split()).casefold(), line)
    if again != line:
        raise ValueError(f"the same question as on line {again}")
    language = question_language(question)
    return Item(
        id=f"line-{line}",
        language=language,
        question=question,
        kind=question_kind(question),
        status="answered" if answer else "not_in_documents",
        gold=guess_gold(answer, language) if answer else None,
    )


def _rows(content: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each row with the line that it begins on, without heading and empty rows; one that is no CSV is the last."""
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, row in enumerate(rows):
            cells = [unicodedata.normalize("NFC", cell).strip() for cell in row]
            while len(cells) > 2 and not cells[-1]:
                cells.pop()
            heading = number == 0 and tuple(cell.casefold() for cell in cells) in _HEADINGS
            if any(cells) and not heading:
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as exc:
        yield line, exc


def _two(row: list[str] | csv.Error) -> tuple[str, str]:
    """Question and answer. Raises ValueError."""
    if isinstance(row, csv.Error):
        raise ValueError(str(row)) from row
    if len(row) != 2:
        raise ValueError(
            f"{len(row)} columns, where a question and its answer are expected; "
            "a text that holds the separator stands in quotation marks"
        )
    return row[0], row[1]
