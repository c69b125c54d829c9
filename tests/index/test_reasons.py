"""Why a file, a correction, a model or a question came to nothing is told in both languages."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ReadError
from index.reasons import Cause, Reason, unopened

ROOT = Path(__file__).parents[2]
SOURCES = [
    *sorted((ROOT / "index").rglob("*.py")),
    *(ROOT / f"qa/{name}.py" for name in ("gguf", "line", "saved", "writer")),
    ROOT / "web/api.py",
    *sorted((ROOT / "qa/llama").glob("*.py")),
]


RAISED = (
    "ReadError",
    "MissingDocumentError",
    "CorrectionError",
    "ModelError",
    "GenerationError",
    "CancelledError",
    "Reason",
)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def calls(path: Path) -> Iterator[ast.Call]:
    """Where a file makes a reason, or raises one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
            yield node


def causes(node: ast.expr) -> set[str]:
    """The names of the causes that an expression may be."""
    return {
        one.attr
        for one in ast.walk(node)
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "Cause"
    }


@pytest.mark.parametrize("cause", list(Cause))
def test_every_reason_is_there_in_both_languages_with_the_same_values(cause):
    german, english = cause.texts["de"], cause.texts["en"]
    assert german and english and german != english
    assert places(german) == places(english) == {str(n) for n in range(len(places(german)))}
    assert not german.endswith(".") and not english.endswith(".")


def test_every_reason_that_is_raised_is_one_of_these_and_every_one_is_raised():
    raised = set()
    for path in SOURCES:
        for call in calls(path):
            named = causes(call.args[0])
            if not named:  # a reason that is handed on, or read from the store
                assert path.name in ("errors.py", "document.py", "store.py"), (path, ast.unparse(call))
            raised |= named
            for name in named:
                values = call.args[1:]
                if call.func.id == "Reason" and values:
                    values = values[0].elts
                assert len(values) == len(places(Cause[name].texts["de"])), ast.unparse(call)
    assert raised == set(Cause.__members__)


def test_nothing_is_raised_as_a_text_of_one_language():
    for path in SOURCES:
        for call in calls(path):
            assert not isinstance(call.args[0], (ast.Constant, ast.JoinedStr)), (path, ast.unparse(call))


def test_numbers_are_written_as_each_language_writes_them():
    reason = Reason(Cause.TOO_LARGE, (52_428_800, 50_000_000))
    assert reason.text("en") == "the file has 52,428,800 bytes; 50,000,000 are allowed"
    assert reason.text("de") == "die Datei hat 52.428.800 Bytes; erlaubt sind 50.000.000"


def test_values_are_never_read_as_places():
    reason = Reason(Cause.PARSER, ("ValueError", "{0} {x} {"))
    assert reason.text("en").endswith("ValueError: {0} {x} {")


def test_an_error_says_its_reason_in_english():
    error = ReadError(Cause.EMPTY)
    assert (str(error), error.reason.text("de")) == ("the file is empty", "die Datei ist leer")


def test_a_missing_permission_is_told_in_own_words_and_other_errors_in_the_systems():
    assert "nicht das Recht" in unopened(PermissionError(13, "Permission denied")).text("de")
    assert "Too many open files" in unopened(OSError(24, "Too many open files")).text("de")
