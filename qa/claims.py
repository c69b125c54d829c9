"""From what the model wrote to claims that may be shown: tied to a sentence, checked, or repaired from it."""

from dataclasses import replace

from index.glossary import translate
from index.query_language import Language
from qa.denial import VERDICT
from qa.draft import Draft
from qa.figures import find_figures, format_figure, supports
from qa.persons import surnames
from qa.prompt import VERDICTS
from qa.question import Asked
from qa.reasons import Reason
from qa.runs import novel, shared
from qa.source import Source
from qa.texts import text
from qa.types import Citation, Claim, Evidence, Figure, Span
from qa.verify import against_word, problem


def claim_from(draft: Draft, source: Source, asked: Asked, *, so: bool | None = None) -> Claim:
    """A claim whose text passed every check: the model's sentence, or else one made from the quote.

    To a question for yes or no the model's sentence says only what the question says: the quote stands in its place,
    behind the word if it is known whether it is `so`.
    """
    reason = (
        problem(draft.text, source.evidence, asked.text, asked.language)
        or _silent(draft, source, asked)
        or _leaves_out_key(draft, source, asked)
        or (Reason("repeats_question") if _repeats(draft.text, asked) else None)
    )
    places = _both_ends(draft, source, asked) or ([source.span] if source.span else [])
    if asked.kind == "yes_no":
        said = _decided(source, asked, so)
    else:
        said = _said(source, asked.language) if reason else draft.text
    return Claim(
        text=said,
        status="supported",
        citations=(citation(source.evidence),),
        answer_spans=tuple(_span(source.evidence, start, end) for start, end in places),
        reason=reason,
    )


def quoted(claim: Claim, item: Evidence, asked: Asked) -> Claim:
    """A claim in the words of its quote, behind yes or no as it was; a quote in another language is left translated.

    Where documents differ each word counts, and a sentence of the model's may turn round who does what.
    """
    if asked.kind == "yes_no" or item.language != asked.language:
        return claim
    span = claim.answer_spans[0]
    source = Source(item, (span.start - item.start, span.end - item.start))
    return replace(claim, text=_said(source, asked.language))


def _both_ends(draft: Draft, source: Source, asked: Asked) -> list[tuple[int, int]]:
    """Where the quote has the two dates that a sentence names to a question for a period; else nothing."""
    if asked.kind != "period":
        return []
    item = source.evidence
    said = [end for figure in find_figures(draft.text, asked.language, item.published) for end in _ends(figure)]
    dates = [figure for figure in find_figures(item.quote, item.language, item.published) if figure.kind == "date"]
    ends = [(date.start, date.end) for date in dates if any(supports(date, figure) for figure in said)]
    return ends if len(ends) == 2 else []


def _ends(figure: Figure) -> list[Figure]:
    """The two dates of a period; any other figure as it is."""
    if figure.kind != "period":
        return [figure]
    return [replace(figure, kind="date", value=end) for end in figure.value.split("/")]


def _repeats(written: str, asked: Asked) -> bool:
    """Whether what was written says nothing but what the question says, in either language; to confirm it may."""
    other: Language = "en" if asked.language == "de" else "de"
    question = f"{asked.text} {translate(asked.text, asked.language, other)}"
    return asked.kind != "yes_no" and not asked.offers_answers and not novel(written, asked.language, question)


def _silent(draft: Draft, source: Source, asked: Asked) -> Reason | None:
    """Whether the sentence leaves out the very figure that answers."""
    if not source.span:
        return None
    item = source.evidence
    key = find_figures(item.quote[slice(*source.span)], item.language, item.published)
    said = find_figures(draft.text, asked.language, item.published)
    if key and not any(supports(figure, other) for figure in key for other in said):
        return Reason("leaves_out_figure")
    return None


def _leaves_out_key(draft: Draft, source: Source, asked: Asked) -> Reason | None:
    """Whether the sentence leaves out most of the key words' own, which one in another language may have translated.

    A person may be called by the surname alone, which no language translates.
    """
    item = source.evidence
    if not source.span or asked.kind == "yes_no":
        return None
    key = item.quote[slice(*source.span)]
    if find_figures(key, item.language, item.published) or not novel(key, item.language, asked.text):
        return None
    persons = surnames(key)
    if any(surname in draft.text for surname in persons):
        return None
    translated = item.language != asked.language and not (persons and asked.kind == "person")
    if translated or shared(draft.text, key, item.language, asked.text) >= 1 / 2:
        return None
    return Reason("leaves_out_answer")


def citation(evidence: Evidence) -> Citation:
    """The verbatim quote of a sentence at its place."""
    return Citation(
        document=evidence.document,
        title=evidence.title,
        published=evidence.published,
        page=evidence.page,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
    )


def _decided(source: Source, asked: Asked, so: bool | None) -> str:
    """The quote, behind yes or no if that is known, and not against what the quote denies."""
    whole = replace(source, span=None)
    plain = _said(whole, asked.language)
    if so is None or VERDICT.match(plain):
        return plain
    yes, no = VERDICTS[asked.language]
    word = yes if so else no
    against = next(against_word(word, _cell(whole), source.evidence, asked.text), None)
    return plain if against else f"{word}. {plain}"


def _said(source: Source, language: Language) -> str:
    """The quote, behind its key words where it is in another language."""
    quote = " ".join(_cell(source).split())
    if source.evidence.language == language:
        return quote
    if not source.span:
        return text("the_document_says", language, quote=quote)
    start, end = source.span
    words = source.evidence.quote[start:end]
    # From the whole quote: "bis zu" stands before the key words, and "up to" must stand before the figure.
    quoted = find_figures(source.evidence.quote, source.evidence.language, source.evidence.published)
    figures = [figure for figure in quoted if start <= figure.start < end]
    key = format_figure(figures[0], language) if len(figures) == 1 else words
    return text("key_and_quote", language, key=key, quote=quote)


def _cell(source: Source) -> str:
    """The quote, or of a table's row the longest cell that holds the key words."""
    quote = source.evidence.quote
    key = quote[slice(*source.span)] if source.span else ""
    return max((cell for cell in quote.split(" | ") if key in cell), key=len, default=quote)


def _span(evidence: Evidence, start: int, end: int) -> Span:
    return Span(evidence.document, evidence.start + start, evidence.start + end, evidence.quote[start:end])
