"""Bytes to text, whatever they were written in."""

import codecs
import re

from charset_normalizer import from_bytes

from index.errors import ReadError
from index.reasons import Cause

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"\x1f\x8b",
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What German, English and their neighbours write beyond ASCII. Few bytes say little about their
# encoding, and a general detector reads a short German text as anything.
_WESTERN = re.compile(
    r"[\x00-\x7fÀÁÂÃÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜßàáâãäåæçèéêëíîïñóôöøúûüŒœ\u00a0\u00ad§°²³µ·½«»‹›„“”‚‘’–—…•€£©®™]*"
)
_LETTERS = re.compile(r"[^\W\d_]")
_FOREIGN_SCRIPT_SHARE = 0.25


def decode(data: bytes) -> str:
    """The text of `data`. Raises ReadError if it is not text."""
    if data.startswith(_SIGNATURES):
        raise ReadError(Cause.BINARY)
    text = _decode(data)
    if len(_CONTROL.findall(text)) > 0.01 * len(text):
        raise ReadError(Cause.BINARY)
    return text


def _decode(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as exc:
                raise ReadError(Cause.WRONG_ENCODING, name, exc.reason) from exc
    if b"\x00" not in data and (text := _attempt(data, "utf-8")) is not None:
        return text
    if (text := _attempt(data, "cp1252")) is not None and _is_western(text):
        return text
    best = from_bytes(data).best()
    if best is None:
        raise ReadError(Cause.UNKNOWN_ENCODING)
    return str(best)


def _attempt(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _is_western(text: str) -> bool:
    letters = _LETTERS.findall(text)
    foreign = sum(letter > "\x7f" for letter in letters)
    return bool(_WESTERN.fullmatch(text)) and foreign <= _FOREIGN_SCRIPT_SHARE * max(len(letters), 1)
