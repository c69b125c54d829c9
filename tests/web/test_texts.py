"""The page is complete in both languages."""

import string
from dataclasses import fields

import pytest

from web.texts import ENGLISH, GERMAN, TEXTS, texts_for

NAMES = [field.name for field in fields(GERMAN)]
SAME_IN_BOTH = {"seconds"}


def places(text: str) -> int:
    return sum(name is not None for _, name, _, _ in string.Formatter().parse(text))


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_german_and_english(name):
    german, english = getattr(GERMAN, name), getattr(ENGLISH, name)
    assert german and english
    assert (german == english) == (name in SAME_IN_BOTH)
    if isinstance(german, str):
        assert places(german) == places(english)
    else:
        assert len(german) == len(english) == 3 and all(german) and all(english)


@pytest.mark.parametrize(
    ("chosen", "header", "language"),
    [
        ("", "de-DE,de;q=0.9,en;q=0.8", "de"),
        ("", "de-AT", "de"),
        ("", "en-US,en;q=0.9", "en"),
        ("", "fr-FR,fr;q=0.9,de;q=0.5", "de"),
        ("", "fr", "en"),
        ("", None, "en"),
        ("de", "en-US", "de"),
        ("en", "de-DE", "en"),
        ("<img>", "de-DE", "de"),
    ],
)
def test_the_choice_counts_then_the_browser(chosen, header, language):
    assert texts_for(chosen, header).language == language


def test_each_language_leads_to_the_other():
    for language, texts in TEXTS.items():
        assert texts.language == language
        assert TEXTS[texts.other_language].other_language == language
