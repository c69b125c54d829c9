"""Sentences as evidence, a language model that writes what it is told, and an assistant over both."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

import numpy as np
import pytest

from index.index import Index
from index.reasons import Cause
from index.types import Document, PageRange
from qa import prompt
from qa.abstain import Calibration, Support, Weighing
from qa.assistant import Assistant
from qa.denial import VERDICT
from qa.inquiry import Engine
from qa.llama.model import Token
from qa.llama.reading import CancelledError
from qa.reply import Verdict
from qa.settings import Settings
from qa.types import Evidence, State, Turn

Script = Callable[[str, str], tuple[float, str]]
"""By a question and a sentence: the log-odds that the sentence answers, and what is written about it."""


@pytest.fixture
def make_evidence() -> Callable[..., Evidence]:
    """A sentence as evidence, of which only what a test cares about has to be said."""

    def make(quote: str, language: str | None = "de", **fields: object) -> Evidence:
        start = fields.pop("start", 0)
        known = {
            "number": 1, "document_id": "id", "document": "release.txt", "title": "", "publisher": None,
            "published": "2026-02-19", "page": None, "start": start, "end": start + len(quote), "context": "",
            "score": 1.0,
        }  # fmt: skip
        return Evidence(quote=quote, language=language, **{**known, **fields})

    return make


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A document, of which only what a test cares about has to be said."""

    def make(text: str, language: str = "de", **fields: object) -> Document:
        path = fields.setdefault("path", "release.txt")
        known = {
            "id": f"id of {path}", "media_type": "text/plain", "title": f"Title of {path}", "publisher": None,
            "published": None, "pages": (),
        }  # fmt: skip
        return Document(text=text, language=language, **{**known, **fields})

    return make


class ScriptedModel:
    """Judges and writes what `script` says, a few bytes at a time.

    `judged` and `written` are the questions and sentences that it was given, as it was given them.
    """

    fingerprint = "scripted"

    def __init__(self, script: Script) -> None:
        self.script = script
        self.judged: list[tuple[str, str]] = []
        self.written: list[tuple[str, str]] = []
        self.rewordings: dict[str, str] = {}

    def place(self, cancelled: threading.Event) -> AbstractContextManager[None]:
        return nullcontext()

    def look(
        self, language: str, question: str, sentences: Sequence[Evidence], cancelled: threading.Event | None
    ) -> Generator[State, None, None]:
        for item in sentences:
            _raise_if(cancelled)
            self.judged.append(prompt.parts(question, item, language))
            yield np.array([self.script(question, item.quote)[0]], dtype=np.float32)

    def judge(self, language: str, question: str, sentence: Evidence, cancelled: threading.Event | None) -> Verdict:
        _raise_if(cancelled)
        return Verdict(self.script(question, sentence.quote)[0], -1.0)

    def write(
        self, language: str, question: str, sentence: Evidence, limit: int, cancelled: threading.Event | None
    ) -> Generator[Token, None, None]:
        self.written.append(prompt.parts(question, sentence, language))
        written = self.script(question, sentence.quote)[1].encode()
        for start in range(0, len(written), 5):
            _raise_if(cancelled)
            yield Token(written[start : start + 5], -0.1)

    def decide(self, language: str, question: str, sentence: Evidence, cancelled: threading.Event | None) -> float:
        _raise_if(cancelled)
        verdict = VERDICT.match(self.script(question, sentence.quote)[1].rpartition("\n")[2])
        return 0.0 if verdict is None else 2.0 if verdict["yes"] else -2.0

    def reword(self, language: str, question: str, before: Turn, cancelled: threading.Event | None) -> Iterator[Token]:
        _raise_if(cancelled)
        yield Token(self.rewordings.get(question, "").encode(), -0.1)

    def close(self) -> None:
        pass


def _raise_if(cancelled: threading.Event | None) -> None:
    if cancelled is not None and cancelled.is_set():
        raise CancelledError(Cause.STOPPED)


@pytest.fixture
def scripted_model() -> type[ScriptedModel]:
    return ScriptedModel


LIKELY = 400.0
"""Log-odds beside which nothing else counts."""


@pytest.fixture
def writes() -> Callable[..., Script]:
    """Scripts: a sentence answers if it holds the key words of a claim, and the first claim is the likeliest."""

    def make(*claims: tuple[str, str], verdict: str = "ja") -> Script:
        def script(question: str, quote: str) -> tuple[float, str]:
            for at, (key, sentence) in enumerate(claims):
                if key in quote:
                    return LIKELY - at / 2, f"{verdict}: {key}\n{sentence}"
            return -LIKELY, f"{verdict}: {quote}\n{quote}"

        return script

    return make


NOTHING = Weighing(0.0, {})
AS_SCRIPTED = Support("scripted", 0, NOTHING, NOTHING, np.array([1.0], dtype=np.float32))
"""Takes for a sentence's log-odds what the script says."""

SURE = Calibration(NOTHING, AS_SCRIPTED, Weighing(0.0, {"answers": 2.0 / LIKELY}))
"""Takes what is `LIKELY` for right with probability .88, so that only what a test is about decides."""


@pytest.fixture
def sure() -> Calibration:
    return SURE


@pytest.fixture
def as_scripted() -> Support:
    return AS_SCRIPTED


@pytest.fixture
def engine_over(fake_encoder) -> Iterator[Callable[..., Engine]]:
    """An engine over documents whose model judges and writes what a script says."""
    opened: list[Index] = []

    def over(
        documents: Sequence[Document], script: Script, *, calibration: Calibration = SURE, threshold: float = 0.5
    ) -> Engine:
        index = Index.over(documents, fake_encoder)
        opened.append(index)
        return Engine(index, ScriptedModel(script), calibration, 5, 15, threshold)

    yield over
    for index in opened:
        index.close()


@pytest.fixture
def assistant_over(fake_encoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Assistant]]:
    """The same as an assistant."""
    monkeypatch.setattr("qa.assistant.fitted", lambda: SURE)
    opened: list[Assistant] = []

    def over(documents: Sequence[Document], script: Script) -> Assistant:
        opened.append(Assistant(Index.over(documents, fake_encoder), ScriptedModel(script), Settings.load()))
        return opened[-1]

    yield over
    for assistant in opened:
        assistant.close()


_RELEASE_2022 = (
    "Netzwerk und Initiative arbeiten zusammen\n\n"
    "Berlin, 28. Oktober 2022. Die Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert. "
    "Am Netzwerk beteiligen sich alle 36 Standorte der Universitätsmedizin.\n\n"
    "Professor Matthias Frosch leitet den Fakultätentag. Er begrüßt die Entscheidung des Ministeriums.\n"
)
_RELEASE_2026 = (
    "Netzwerk wird dauerhaft fortgesetzt\n\n"
    "Bonn, 19. Februar 2026. Am Netzwerk beteiligen sich alle 37 Standorte der Universitätsmedizin. "
    "Die Gesellschaft wird vom Bund zu 100 Prozent getragen.\n\n"
    "Telefon der Pressestelle: 0228 99 5402-0.\n"
)
_FACT_SHEET = (
    "The initiative at a glance\n\n"
    "The initiative was founded in 2018 by the ministry. "
    "The coordination office is run by three associations. "
    "Nine junior groups were funded with EUR 14 million.\n"
)


@pytest.fixture
def releases() -> tuple[Document, ...]:
    """Two German press releases whose numbers of sites differ, and an English fact sheet."""
    return (
        Document(
            "id-2022", "release-2022.txt", "text/plain", "Netzwerk und Initiative arbeiten zusammen",
            "Verband", "2022-10-28", "de", _RELEASE_2022,
        ),
        Document(
            "id-2026", "release-2026.pdf", "application/pdf", "Netzwerk wird dauerhaft fortgesetzt",
            "Konferenz", "2026-02-19", "de", _RELEASE_2026,
            (PageRange(1, 0, 120), PageRange(2, 120, len(_RELEASE_2026))),
        ),
        Document(
            "id-sheet", "sheet.md", "text/markdown", "The initiative at a glance", None, None, "en", _FACT_SHEET
        ),
    )  # fmt: skip
