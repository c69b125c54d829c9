"""Saved answers and the documents they cite, read from disk."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from index.corrections import NOTHING, corrections_for
from index.errors import MissingDocumentError, QuestionError
from index.folder import document_files
from index.read import read_document
from index.reasons import Cause
from index.types import Document
from qa.recheck import DocumentOf


def read_saved(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file: one answer, or JSON Lines as `qa batch` writes them.

    Raises QuestionError that names the line that is no JSON object.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise QuestionError(f"{path} cannot be read as a UTF-8 file of answers: {exc}") from exc
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        return [whole]
    saved = [_object(path, number, line) for number, line in enumerate(content.split("\n"), 1) if line.strip()]
    if not saved:
        raise QuestionError(f"{path} holds no answer.")
    return saved


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise QuestionError(f"{path}, line {number}: not JSON: {exc}") from exc
    if not isinstance(raw, dict):
        raise QuestionError(f"{path}, line {number}: not an answer: {line[:80]!r}")
    return raw


def documents_in(folder: Path, max_bytes: int) -> DocumentOf:
    """Reads a folder's documents as they are asked for, each once; never a file outside of the folder.

    They have the titles, publishers and dates that were corrected on this machine.
    """
    files = document_files(folder)
    corrections = corrections_for(folder)

    @cache
    def document_of(path: str) -> Document:
        if path not in files:
            raise MissingDocumentError(Cause.NO_SUCH_DOCUMENT)
        document = read_document(files[path], folder, max_bytes=max_bytes)
        return corrections.get(path, NOTHING).applied(document)

    return document_of
