"""A deterministic stand-in for the assistant: it quotes the line that shares most words with the question."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import pytest
from hypothesis import settings

from eval.squad import document_of
from eval.types import Outcome
from index.types import Document
from qa.types import Answer, Citation, Claim, Evidence, Found, Span, Timings, Turn, Written

# A bootstrap may take its time where other work goes on beside the tests.
settings.register_profile("eval", deadline=None)
settings.load_profile("eval")


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


class LineAssistant:
    """Answers with the best line and takes its last word for the key part; refuses without a shared word."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = tuple(sorted(documents, key=lambda document: document.path))
        self.asked: list[tuple[str, tuple[Turn, ...], tuple[str, ...]]] = []

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def models(self) -> Mapping[str, str]:
        return {"encoder": '{"content": "words", "model": "lines"}', "language_model": "none"}

    def content_hash(self) -> str:
        return f"{len(self._documents)} documents"

    def close(self) -> None:
        pass

    def stream(self, question: str, *, history: Sequence[Turn] = ()) -> Iterator[Found | Written | Answer]:
        """The evidence is the quoted line alone."""
        answer = self.ask(question, history=history)
        cited = [citation for claim in answer.claims for citation in claim.citations]
        yield Found(tuple(_evidence(citation) for citation in cited))
        yield Written(answer.text)
        yield answer

    def ask(self, question: str, *, history: Sequence[Turn] = (), exclude: Collection[str] = ()) -> Answer:
        self.asked.append((question, tuple(history), tuple(exclude)))
        lines = [
            (len(words(question) & words(match[0])), document, match)
            for document in self._documents
            if document.path not in exclude
            for match in re.finditer(r"[^\n]+", document.text)
        ]
        shared, document, line = max(lines, key=lambda found: found[0], default=(0, None, None))
        if not shared:
            return _answer(question, "not_in_documents", "", (), 0.1)
        citation = Citation(document.path, document.title, None, None, line.start(), line.end(), line[0])
        last = list(re.finditer(r"\w[\w.,]*\w|\w", line[0]))[-1]
        span = Span(document.path, line.start() + last.start(), line.start() + last.end(), last[0])
        claim = Claim(line[0], "supported", (citation,), (span,))
        return _answer(question, "answered", line[0], (claim,), min(1.0, 0.5 + shared / 10))


RECEIPT = {
    "models": {
        "encoder": json.dumps({"model": "lines", "query_prefix": "", "passage_prefix": ""}),
        "language_model": "lines",
    }
}


def _answer(question, status, text, claims, confidence) -> Answer:
    seconds = Timings(0.05, 1.0, 2.0 + len(question) / 100)
    return Answer(question, "de", status, text, claims, confidence, (), seconds, RECEIPT)


def _evidence(cited: Citation) -> Evidence:
    return Evidence(
        number=1,
        document_id=cited.document,
        document=cited.document,
        title=cited.title,
        publisher=None,
        published=None,
        language="de",
        page=None,
        start=cited.start,
        end=cited.end,
        quote=cited.quote,
        context="",
        score=1.0,
    )


@pytest.fixture
def outcome() -> Callable[..., Outcome]:
    """An outcome that is right, but for what is said otherwise; a refusal has no quotes and claims."""

    def make(id_: str, verdict: str = "right", **fields) -> Outcome:
        refused = fields.get("given") == "not_in_documents"
        usual = {
            "language": "de", "kind": "date", "cluster": id_, "answerable": True, "given": "answered",
            "quoted": not refused, "citations": 0 if refused else 1, "verbatim": 0 if refused else 1,
            "claims": 0 if refused else 1, "backed": 0 if refused else 1, "rank": None,
            "failure": None, "confidence": 0.9, "seconds": Timings(0.1, 2.0, 4.0),
        }  # fmt: skip
        return Outcome(id_, verdict=verdict, **(usual | fields))

    return make


@pytest.fixture
def assistant_over() -> Callable[[Mapping[str, str]], LineAssistant]:
    """An assistant over texts by path."""

    def over(texts: Mapping[str, str]) -> LineAssistant:
        return LineAssistant([document_of(path, path, text, "de") for path, text in texts.items()])

    return over


@pytest.fixture
def line_assistant() -> type[LineAssistant]:
    """The assistant's class, where documents are at hand."""
    return LineAssistant


@pytest.fixture
def answer_with() -> Callable[..., Answer]:
    """An answer that quotes ranges of documents: `quotes` are (path, start, end, key part or None)."""

    def make(
        text: str,
        documents: Mapping[str, Document],
        quotes: Sequence[tuple[str, str, str | None]] = (),
        *,
        status: str = "answered",
        language: str = "de",
        claim_status: str = "supported",
        confidence: float = 0.9,
    ) -> Answer:
        citations, spans = [], []
        for path, quote, key in quotes:
            start = documents[path].text.index(quote)
            citations.append(Citation(path, path, None, None, start, start + len(quote), quote))
            if key is not None:
                at = start + quote.index(key)
                spans.append(Span(path, at, at + len(key), key))
        claims = (Claim(text, claim_status, tuple(citations), tuple(spans)),) if citations else ()
        seconds = Timings(0.1, 2.0, 4.0)
        return Answer("?", language, status, text, claims, confidence, (), seconds, {})

    return make
