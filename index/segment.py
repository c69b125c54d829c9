"""Sentences of German and English text, and the overlapping passages made of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import sentencex

from index.letterhead import is_letterhead
from index.sentence_ends import ends_sentence, missed_ends, rejoin_mottoes
from index.types import Passage, Sentence

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"[-–—•·▪◦‣●○■□➢✓*]\s+(?=\S)")
_WHITE_SPACE = re.compile(r"\s")
# sentencex takes a whole quotation for one sentence; without the marks it sees the sentences inside.
_QUOTES = re.compile('[„“”"»«‚‘]')
_CLOSING = re.compile(r"[.!:;,…][\"“”»«')\]]*$")
_LONGEST_HEADING = 150
_LONGEST_HEADING_RUN = 3


def sentences(text: str, language: str | None) -> tuple[Sentence, ...]:
    """The sentences of `text`, in order, none crossing a blank line; together they hold every word.

    A bullet before a list item belongs to no sentence. `language` is an ISO 639-1 code; German
    rules, which cover English too, serve where it is None.
    """
    blocks = [_ends(text, start, end, language or "de") for start, end in _paragraphs(text)]
    # A paragraph of several sentences heads nothing, even if the last one is a question.
    headings = _headings([text[slice(*block[0])] if len(block) == 1 else "" for block in blocks])
    return tuple(
        Sentence(start, end, heading) for block, heading in zip(blocks, headings, strict=True) for start, end in block
    )


def passages(document_id: str, text: str, sentences: Sequence[Sentence], *, size: int = 900) -> tuple[Passage, ...]:
    """Windows of whole neighbouring sentences of about `size` characters, in order.

    Neighbours share one or two sentences, about a fifth of `size`, unless the next begins with a
    heading, which stays with what it heads. A rest of under a quarter of `size` joins the last window.
    """
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    windows: list[tuple[int, int]] = []
    first = last = 0
    while last < len(sentences):
        last = _window_end(sentences, first, last, size)
        windows.append((first, last))
        if last < len(sentences):
            first = _overlap_start(sentences, first, last, size)
    return tuple(
        Passage(document_id, start, end, text[start:end])
        for start, end in ((sentences[first].start, sentences[last - 1].end) for first, last in windows)
    )


def _window_end(sentences: Sequence[Sentence], first: int, fresh: int, size: int) -> int:
    """The index behind the last sentence of the window from `first`, which must reach beyond `fresh`."""
    start = sentences[first].start
    end = fresh + 1
    while end < len(sentences) and sentences[end].end - start <= size:
        if sentences[end].heading and sentences[end - 1].end - start > size / 2:
            break
        end += 1
    while end < len(sentences) and sentences[end - 1].heading:
        if end - 1 > fresh:
            end -= 1
        else:
            end = next((n for n in range(end, len(sentences)) if not sentences[n].heading), len(sentences) - 1) + 1
    rest = sentences[-1].end - sentences[end - 1].end
    return len(sentences) if rest < size / 4 else end


def _overlap_start(sentences: Sequence[Sentence], first: int, last: int, size: int) -> int:
    """Where the window after `[first, last)` starts: one or two sentences back, but never at `first`."""
    if sentences[last].heading:
        return last
    start = last
    for back in (1, 2):
        candidate = last - back
        shared = sentences[last - 1].end - sentences[candidate].start
        if candidate <= first or sentences[candidate].heading or shared > size * (0.5 if back == 1 else 0.2):
            break
        start = candidate
    return start


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The ranges between blank lines, without white space and bullets around them."""
    edges = [0, *(edge for match in _PARAGRAPH_BREAK.finditer(text) for edge in match.span()), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        block = text[start:end]
        first = start + len(block) - len(block.lstrip())
        last = first + len(block.strip())
        if first < last:
            bullet = _BULLET.match(text, first, last)
            yield (bullet.end() if bullet else first), last


def _ends(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph, as ranges of `text`."""
    paragraph = text[start:end]
    plain = _QUOTES.sub(" ", _WHITE_SPACE.sub(" ", paragraph))
    cuts = {_behind(paragraph, plain, cut) for cut in _boundaries(plain, language)}
    spans = _spans(paragraph, sorted(cuts | set(missed_ends(plain)) | {len(paragraph)}))
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and not ends_sentence(paragraph[slice(*merged[-1])], paragraph[slice(*span)]):
            merged[-1] = (merged[-1][0], span[1])
        else:
            merged.append(span)
    return [(start + left, start + right) for left, right in rejoin_mottoes(paragraph, merged)]


def _boundaries(plain: str, language: str) -> list[int]:
    return [found["end_index"] for found in sentencex.get_sentence_boundaries(language, plain)]


def _behind(paragraph: str, plain: str, cut: int) -> int:
    """The end of the sentence before `cut`, with the closing quotation marks that stand right behind it."""
    end = len(plain[:cut].rstrip())
    while end < cut and not paragraph[end].isspace():
        end += 1
    return end


def _spans(paragraph: str, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges between the cuts, without white space around them; empty ones are left out."""
    spans = []
    for left, right in pairwise([0, *cuts]):
        part = paragraph[left:right]
        if words := part.strip():
            start = left + len(part) - len(part.lstrip())
            spans.append((start, start + len(words)))
    return spans


def _headings(paragraphs: Sequence[str]) -> list[bool]:
    """Which paragraphs head what follows; many short lines in a row are a list and head nothing."""
    candidates = [_may_head(paragraph) for paragraph in paragraphs]
    headings = [False] * len(paragraphs)
    run = 0
    for number, candidate in enumerate(candidates):
        if not candidate and 0 < run <= _LONGEST_HEADING_RUN:
            headings[number - run : number] = [True] * run
        run = run + 1 if candidate else 0
    return headings


def _may_head(paragraph: str) -> bool:
    return (
        len(paragraph) <= _LONGEST_HEADING
        and any(map(str.isalpha, paragraph))
        and not _CLOSING.search(paragraph)
        and not any(mark in paragraph for mark in (" | ", ": ", "\n"))
        and not is_letterhead(paragraph)
    )
