"""Every text of the page, in German and English. Nothing that a person reads stands elsewhere."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from web.texts.english import ENGLISH
from web.texts.german import GERMAN
from web.texts.shape import Language, Texts

if TYPE_CHECKING:
    from gradio import Request

__all__ = ["ENGLISH", "GERMAN", "TEXTS", "Language", "Texts", "texts_for", "texts_of"]

TEXTS: Mapping[str, Texts] = {"de": GERMAN, "en": ENGLISH}


def texts_for(chosen: str | None, accept_language: str | None) -> Texts:
    """The texts of the language that was chosen, else of the first one that the browser names and Beleg has.

    `accept_language` is the header of that name (RFC 9110, 12.5.4), whose order browsers keep by weight.
    """
    if chosen and chosen in TEXTS:
        return TEXTS[chosen]
    for entry in (accept_language or "").split(","):
        language = entry.split(";")[0].strip()[:2].lower()
        if language in TEXTS:
            return TEXTS[language]
    return ENGLISH


def texts_of(chosen: str | None, request: "Request") -> Texts:
    """The same for a visitor's request."""
    return texts_for(chosen, request.headers.get("accept-language"))
