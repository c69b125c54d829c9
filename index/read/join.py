"""How two lines of one paragraph go together: with a space, at their hyphen, or without it."""

import re

# How far back the end of a line is looked at; longer words and addresses than this are not mended.
_REACH = 300
_HYPHENS = "-\u2010\u2011"
_NO_LETTERS = re.compile(r"[\W\d_]+")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
# "Forschungs- und Versorgungsdaten", "pre- and postoperative": the hyphen stands for a left-out word.
_SUSPENDED = re.compile(
    r"(?:und|oder|bzw\.|beziehungsweise|sowie|wie|bis|aber|noch|statt|sondern|and|or|to|nor|but|as well as)"
    r"(?![\w-])"
)
# First halves of English compounds, which are broken at a hyphen of their own.
_ENGLISH_COMPOUNDS = re.compile(
    r"long|short|high|low|well|self|full|large|cross|follow|state|peer|up|so|two|three|four|five|ten|first|second"
    r"|third|decision|evidence|patient|world"
)
_ADDRESS = re.compile(r"://|www\.|\w@", re.IGNORECASE)


def known_words(text: str) -> frozenset[str]:
    """The words and hyphenated compounds of a text, in lower case, to decide about broken ones."""
    return frozenset(word.lower() for word in _WORDS.findall(text))


def join_lines(left: str, right: str, known: frozenset[str] = frozenset()) -> str:
    """`left` and `right`, neither with space at its ends, as they were before the line was broken.

    Only a hyphen that hyphenation put there is dropped: one between small letters. A capital or a
    digit after the break keeps it ("Medizininformatik-Initiative", "2018-2022"), as do addresses
    and compounds that the document writes with a hyphen elsewhere (`known`).
    """
    if not left or not right:
        return left or right
    if not right[0].isalnum():
        return f"{left} {right}"
    word = _last_word(left)
    if _ADDRESS.search(word):
        return left + right if _address_goes_on(word, right) else f"{left} {right}"
    if left[-1] in _HYPHENS and len(left) > 1 and not left[-2].isspace():
        return _join_at_hyphen(left, right, known)
    attached = left[-1] in "–/" and len(left) > 1 and left[-2].isalnum()
    return left + right if attached else f"{left} {right}"


def append_line(pieces: list[str], line: str, known: frozenset[str]) -> int:
    """Joins `line` to the end of `pieces`, whose parts make one text, and says by how much it grew."""
    if not pieces:
        pieces.append(line)
        return len(line)
    last = pieces.pop()
    if len(last) > 2 * _REACH:
        pieces.append(last[:-_REACH])
        last = last[-_REACH:]
    joined = join_lines(last, line, known)
    pieces += [f"{last} ", line] if joined == f"{last} {line}" else [joined]
    return len(joined) - len(last)


def is_broken(left: str, right: str) -> bool:
    """Whether a word, a number or an address runs over from the end of `left` to `right`."""
    return right[0].isalnum() and (ends_in_hyphen(left) or join_lines(left, right) != f"{left} {right}")


def ends_in_hyphen(line: str) -> bool:
    """Whether the last word of `line` ends in a hyphen of its own."""
    return len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalnum()


def _join_at_hyphen(left: str, right: str, known: frozenset[str]) -> str:
    if _SUSPENDED.match(right):
        return f"{left} {right}"
    return left + right if _keeps_hyphen(left, right, known) else left[:-1] + right


def _last_word(line: str) -> str:
    return line[-_REACH:].rsplit(maxsplit=1)[-1]


def _keeps_hyphen(left: str, right: str, known: frozenset[str]) -> bool:
    first = _FIRST_WORD.match(right)
    if first is None or not right[0].islower() or not left[-2].isalpha():
        return True
    word = _last_word(left)[:-1]
    head = _NO_LETTERS.split(word)[-1]
    before = word.removesuffix(head)
    # "MII-weit", "IT-gestützt"
    if len(head) > 1 and head.isupper():
        return True
    whole, compound = (head + first.group()).lower(), f"{head}-{first.group()}".lower()
    if whole in known or compound in known:
        return whole not in known
    # "long-term", "state-of-the-art", but "Netzwerk-Univer-sitätsmedizin"
    return bool(_ENGLISH_COMPOUNDS.fullmatch(head)) or (before.endswith("-") and head.islower())


def _address_goes_on(address: str, right: str) -> bool:
    if address[-1] in _HYPHENS:
        return True
    word = right.split(maxsplit=1)[0].rstrip(".,;:!?)>")
    return address[-1] in "/_=&?%@" and any(mark in word for mark in "/._=&?%#-0123456789")
