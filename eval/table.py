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


def read_table(path: Path) -> tuple[Item, ...]:
    """The items, named by their line. Raises DataError that names the line and what is wrong with it.

    Columns are parted by commas, semicolons or tabs, whichever the first line has; that line may be a heading.
    """
    try:
        content = decode(path.read_bytes()).removeprefix("\ufeff")
    except (OSError, ReadError) as exc:
        raise DataError(f"The question set {path} cannot be read: {exc}") from exc
    items = tuple(_items(path, content))
    if not items:
        raise DataError(f"{path} has no questions: a question and its answer are expected on each line.")
    return items


def guess_gold(answer: str, language: Language) -> Gold:
    """The figures of an answer that has little beside them, yes or no, else its words.

    `37 Standorte` is a count, `am 1. April 2020` a date; `der 2020 gegründete Verbund aus 37 Standorten` is text.
    """
    if verdict := _YES_NO.get(answer.strip(" .!").casefold()):
        return YesNoGold("yes_no", "yes" if verdict == "yes" else "no")
    figures = find_figures(answer, language)
    kinds = {(figure.kind, figure.unit) for figure in figures}
    if len(kinds) != 1 or len(terms(_rest(answer, language), language)) > _OTHER_WORDS:
        return TextGold("text", (answer,))
    ((kind, unit),) = kinds
    named = next((name for name in get_args(FigureType) if name == kind), None)
    if named is None or (kind != "period" and any("/" in figure.value for figure in figures)):
        return TextGold("text", (answer,))
    values = tuple(dict.fromkeys(figure.value for figure in figures))
    return FigureGold(named, values, unit if kind == "amount" else "")


def _rest(answer: str, language: Language) -> str:
    """An answer without its figures."""
    for figure in reversed(find_figures(answer, language)):
        answer = f"{answer[: figure.start]} {answer[figure.end :]}"
    return re.sub(r"[\d_]+", " ", answer)


def _items(path: Path, content: str) -> Iterator[Item]:
    asked: dict[str, int] = {}
    for line, cells in _rows(path, content):
        question, answer = (unicodedata.normalize("NFC", cell).strip() for cell in cells)
        if not question:
            raise DataError(f"{path}, line {line}: there is no question")
        again = asked.setdefault(" ".join(question.split()).casefold(), line)
        if again != line:
            raise DataError(f"{path}, line {line}: the same question as on line {again}")
        yield _item(line, question, answer)


def _item(line: int, question: str, answer: str) -> Item:
    language = question_language(question)
    return Item(
        id=f"line-{line}",
        language=language,
        question=question,
        kind=question_kind(question),
        status="answered" if answer else "not_in_documents",
        gold=guess_gold(answer, language) if answer else None,
    )


def _rows(path: Path, content: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each row with the line that it begins on, without heading and empty rows."""
    first = content.partition("\n")[0]
    delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for number, row in enumerate(rows):
            cells = [cell.strip() for cell in row]
            while len(cells) > 2 and not cells[-1]:
                cells.pop()
            heading = number == 0 and tuple(cell.casefold() for cell in cells) in _HEADINGS
            if any(cells) and not heading:
                yield line, _two(path, line, cells)
            line = rows.line_num + 1
    except csv.Error as exc:
        raise DataError(f"{path}, line {line}: {exc}") from exc


def _two(path: Path, line: int, cells: list[str]) -> tuple[str, str]:
    if len(cells) != 2:
        raise DataError(
            f"{path}, line {line}: {len(cells)} columns, where a question and its answer are expected; "
            "a text that holds the separator stands in quotation marks"
        )
    return cells[0], cells[1]
