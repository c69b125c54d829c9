"""A file of questions, whatever its format."""

from pathlib import Path

from eval.sets import read_set
from eval.table import read_table
from eval.types import Item


def read_questions(path: Path) -> tuple[Item, ...]:
    """The items of a `.csv` table or of a JSON Lines set. Raises DataError."""
    return read_table(path) if path.suffix.lower() == ".csv" else read_set(path)
