"""Finding figures: the table of hand-written cases, and what must hold for any text."""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.figures import find_figures, format_figure, parse_figure
from qa.types import Figure

_TABLE = Path(__file__).with_name("figure_cases.txt")
_MARK = re.compile(r"‹([^‹›|]*)\|([^‹›|]*)›")
_LANGUAGES = st.sampled_from(["de", "en", "fr", None])


class Case(NamedTuple):
    language: str | None
    published: str | None
    text: str
    figures: tuple[Figure, ...]


def _case(line: str, language: str | None, published: str | None) -> Case:
    """Read `‹figure|kind value unit bound›` markers out of a line; their places are the offsets."""
    text, figures, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        kind, value, *rest = mark[2].split()
        bound = rest.pop() if rest and rest[-1] in ("about", "over", "under", "at_least", "at_most") else ""
        figures.append(Figure(kind, value, *(rest or [""]), len(text), len(text) + len(mark[1]), bound))
        text += mark[1]
        last = mark.end()
    return Case(language, published, text + line[last:], tuple(figures))


def _cases() -> list[Case]:
    cases, language, published = [], None, None
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if section := re.fullmatch(r"\[(\S+)(?: (\S+))?\]", line):
            language, published = section[1].replace("-", "") or None, section[2]
        elif line and not line.startswith("#"):
            cases.append(_case(line.replace("\\n", "\n"), language, published))
    return cases


CASES = _cases()


def test_the_table_is_large_and_covers_both_languages() -> None:
    assert len(CASES) >= 200
    assert min(sum(case.language == language for case in CASES) for language in ("de", "en")) >= 75


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}-{case.text[:50]}")
def test_every_figure_is_found_with_its_value_and_place(case: Case) -> None:
    assert find_figures(case.text, case.language, case.published) == case.figures


@settings(deadline=None)
@given(st.text(), _LANGUAGES, st.sampled_from([None, "2026", "2026-02", "2026-02-28"]))
def test_any_text_is_read_without_error_in_order_and_without_overlap(
    text: str, language: str | None, published: str | None
) -> None:
    _check_places(text, language, published)


_PIECES = """
1 2. 19 37 200 1.500 2,5 2018 2026 0 00 - – / bis und to and von zwischen between . , : ( ) % € EUR $ Mio.
Millionen million Mrd. Prozent Februar May October 31. Ende im Jahr Jahre year years fünf zwölf five hundred
ein a half Drittel rund über heute Telefon Fax § S. PM COVID-19 er Jahren http:// @ .de Straße
\0 mınütig swİss\u00a0francs mİllion
"""


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(_PIECES.split()), st.sampled_from(["", " ", " ", "\n", "-"]))),
    _LANGUAGES,
)
def test_figures_in_any_arrangement_are_read_without_error(pieces: list[tuple[str, str]], language: str | None) -> None:
    _check_places("".join(piece + space for piece, space in pieces), language, "2026-02-28")


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES.split()), max_size=8), st.sampled_from(["de", "en"]))
def test_whatever_is_found_can_be_written_and_read_again(pieces: list[str], language: str) -> None:
    for figure in find_figures(" ".join(pieces), language, "2026-02-28"):
        read = parse_figure(format_figure(figure, language), language)
        if figure.kind != "reference":
            assert read and (read.kind, read.value, read.bound) == (figure.kind, figure.value, figure.bound)


def _check_places(text: str, language: str | None, published: str | None) -> None:
    end = 0
    for figure in find_figures(text, language, published):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]
        assert figure.value
        end = figure.end


@settings(deadline=None)
@given(st.text(alphabet="äöüÄÖÜß –„“", max_size=20), st.text(alphabet="äöüÄÖÜß –„“", max_size=20))
def test_offsets_hold_beside_umlauts(before: str, after: str) -> None:
    text = unicodedata.normalize("NFC", f"{before} fünfunddreißig Häuser {after}")
    assert [text[figure.start : figure.end] for figure in find_figures(text, "de")] == ["fünfunddreißig"]


def test_parse_figure_gives_the_first_figure_or_none() -> None:
    assert parse_figure("rund 200 Mio. Euro bis 2026", "de") == Figure("amount", "200000000", "EUR", 5, 18, "about")
    assert parse_figure("about EUR 200 million until 2026", "en") == Figure(
        "amount", "200000000", "EUR", 6, 21, "about"
    )
    assert parse_figure("keine Zahl", "de") is None
    assert parse_figure("", None) is None
