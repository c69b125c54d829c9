"""Beleg's own sentences exist in both languages and take the same values."""

from string import Formatter

import pytest

from qa.texts import TEXTS, text


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", TEXTS)
def test_both_languages_take_the_same_values(name: str) -> None:
    assert set(TEXTS[name]) == {"de", "en"}
    assert _placeholders(TEXTS[name]["de"]) == _placeholders(TEXTS[name]["en"])


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_left_untranslated(name: str) -> None:
    assert TEXTS[name]["de"] != TEXTS[name]["en"]


def test_values_are_filled_in_as_they_are() -> None:
    quote = "100 {Prozent} \\n <b>{0}</b>"
    assert text("the_document_says", "de", quote=quote) == f"Im Dokument steht: „{quote}“"
    assert text("the_document_says", "en", quote=quote) == f"The document says: “{quote}”"


def test_an_unknown_text_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_text"):
        text("no_such_text", "de")
