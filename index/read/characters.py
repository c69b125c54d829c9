"""Characters before lines: one form for line ends, spaces and letters, and nothing invisible."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HYPHENATION = re.compile("\u00ad[ \t]*\n[ \t]*")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
# A narrow space inside a number ("1 500") holds the number together and stays.
_FIXED_SPACE = re.compile("(?<![0-9])[\u00a0\u202f\u2007\u2009]|[\u00a0\u202f\u2007\u2009](?![0-9])")
_SPACES = re.compile("[ \t\x1f\u1680\u2000-\u2006\u2008\u200a\u205f\u3000]+")


def unify_line_ends(text: str) -> str:
    """`text` with `\\n` for every kind of line end."""
    return _LINE_ENDS.sub("\n", text)


def clean(text: str) -> str:
    """`text` in NFC, with `\\n` as its only line end and without soft hyphens and control characters.

    A soft hyphen at the end of a line is certain hyphenation, so the two halves are put together here.
    """
    text = _HYPHENATION.sub("", unify_line_ends(text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", _FIXED_SPACE.sub(" ", text))
