"""What an abbreviation stands for: read off the sentence that spells it out, without asking the language model.

To "What does NUM stand for?" a small model says what it has heard elsewhere, while "Network of University Medicine
(NUM)" in a document leaves nothing to be guessed.
"""

import re
from dataclasses import dataclass, replace

from index.abbreviations import definitions, long_form
from qa.claims import citation
from qa.evidence import numbered
from qa.inquiry import Inquiry
from qa.question import short_form_asked
from qa.texts import text
from qa.types import Claim, Evidence, Span

PRECISION = 0.96
"""How often a long form that was found is right (Schwartz and Hearst, 2003).

All 21 in the project's documents, the two press releases and XQuAD's development articles are.
"""

_STANDS_FOR = re.compile(
    r"\b(?:stands? for|stood for|short for|steh(?:t|en) für|stand(?:en)? für|kurz für|abbreviat(?:ion|es)(?: of| for)?"
    r"|Abkürzung (?:für|von))\s+[„“\"]?(?P<rest>\w.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Definition:
    """A sentence, and where in its quote the long form stands."""

    evidence: Evidence
    span: tuple[int, int]

    @property
    def words(self) -> str:
        """The long form as the quote has it."""
        return self.evidence.quote[slice(*self.span)]


def spelled_out(inquiry: Inquiry) -> tuple[Inquiry, Claim] | None:
    """What an abbreviation stands for, and the inquiry with the sentence that says so in front.

    None if no document spells it out, if that is not sure enough for the threshold, or if something else is asked.
    """
    asked = inquiry.asked
    short = short_form_asked(asked.text)
    if not short or inquiry.engine.threshold > PRECISION:
        return None
    forms = inquiry.engine.index.generation.abbreviations.get(short, ())
    likely = [*(item for form in forms for item in inquiry.anew(f"{form} ({short})").near), *inquiry.near]
    found = [definition for item in likely if (definition := _definition(short, item))]
    if not found:
        return None
    # German names are inflected; the shortest form is the one that is not.
    best = min(found, key=lambda each: (each.evidence.language != asked.language, len(each.words)))
    claim = _claim(short, best, inquiry)
    place = best.evidence.document, best.evidence.start
    near = [best.evidence, *(item for item in inquiry.near if (item.document, item.start) != place)]
    return replace(inquiry, near=numbered(near)), claim


def _definition(short: str, item: Evidence) -> _Definition | None:
    """Where a sentence spells an abbreviation out, in front of its brackets or behind "stands for"."""
    for form in definitions([item.quote]).get(short, ()):
        spaced = r"\s+".join(map(re.escape, form.split()))
        if match := re.search(rf"(?P<form>{spaced})\s+\({re.escape(short)}\)", item.quote):
            return _Definition(item, match.span("form"))
    match = _STANDS_FOR.search(item.quote)
    if match is None or short not in f"{item.around} {item.quote}":
        return None
    rest, start = match["rest"], match.start("rest")
    for word in re.finditer(r"\w+", rest):
        form = rest[: word.end()]
        if long_form(short, form) == " ".join(form.split()):
            return _Definition(item, (start, start + len(form)))
    return None


def _claim(short: str, definition: _Definition, inquiry: Inquiry) -> Claim:
    item, (start, end) = definition.evidence, definition.span
    form = " ".join(definition.words.split())
    return Claim(
        text=text("stands_for", inquiry.asked.language, short=short, form=form),
        status="supported",
        citations=(citation(item),),
        answer_spans=(Span(item.document, item.start + start, item.start + end, definition.words),),
        reason=None,
    )
