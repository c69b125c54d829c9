"""A file of questions, whatever its format."""

from pathlib import Path

from eval.sets import read_lines, read_set
from eval.table import read_rows, read_table
from eval.types import Item


def read_questions(path: Path) -> tuple[Item, ...]:
    """The items of a `.csv` table or of a JSON Lines set. Raises DataError."""
    return read_table(path) if is_table(path) else read_set(path)


def read_sound(path: Path) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items that can be read, and what is wrong with each other line. Raises DataError for a file as a whole."""
    return read_rows(path) if is_table(path) else read_lines(path)


def is_table(path: Path) -> bool:
    """Whether it is a table of questions and answers, by its name."""
    return path.suffix.lower() == ".csv"
