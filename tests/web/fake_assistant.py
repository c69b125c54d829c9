"""A deterministic stand-in for `qa.Assistant`: the same methods, a few documents, scripted answers."""

import contextlib
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.corrections import NOTHING, Corrections
from index.errors import GenerationError
from index.reasons import Cause, Reason
from index.sync import Failure
from index.types import Document, Hit, PageRange, Passage
from qa.reasons import Reason as ClaimReason
from qa.types import Answer, Citation, Claim, Evidence, Found, Piece, Span, Timings, Turn, Written

_OCTOBER = (
    "MII und NUM vernetzen sich\n\n"
    "Berlin, 28. Oktober 2022. Die Medizininformatik-Initiative (MII) und das Netzwerk Universitätsmedizin "
    "(NUM) wollen ihre Zusammenarbeit ausbauen.\n\n"
    "Die MII wird vom BMBF von 2023 bis 2026 mit rund 200 Mio. Euro gefördert. "
    "Die Datenintegrationszentren sollen in das NUM übergehen.\n\n"
    "Am NUM beteiligen sich alle 36 Standorte der deutschen Universitätsmedizin.\n\n"
    "Prof. Matthias Frosch, Präsident des Medizinischen Fakultätentages, sieht darin die Gewähr, "
    "dass die Infrastruktur für Forschungsdaten auf Dauer erhalten bleibt."
)
_FEBRUARY = (
    "Netzwerk Universitätsmedizin wird verstetigt\n\n"
    "Schwerin/Bonn, 19. Februar 2026. Die Gemeinsame Wissenschaftskonferenz hat die Fortsetzung des NUM "
    "beschlossen und eine unbefristete Bund-Länder-Vereinbarung verabschiedet.\n\n"
    "Alle 37 Universitätskliniken arbeiten im NUM zusammen.\n\n"
    "Der Bund wird die zu gründende NUM GmbH als alleiniger Gesellschafter tragen und zu 100 Prozent "
    "finanzieren."
)
_ENGLISH = (
    "The Medical Informatics Initiative at a glance\n\n"
    "The development and networking phase ran from 2018 to 2022. "
    "For the expansion phase the ministry provides around EUR 200 million from 2023 to 2026."
)


def document(path: str, text: str, **fields: object) -> Document:
    """A document of which only what a test cares about has to be said."""
    known = {
        "id": path, "path": path, "media_type": "text/plain", "title": path, "publisher": None,
        "published": None, "language": "de", "text": text, "pages": (),
    }  # fmt: skip
    return Document(**{**known, **fields})


DOCUMENTS = (
    document(
        "gwk-2026.pdf", _FEBRUARY, media_type="application/pdf",
        title="Netzwerk Universitätsmedizin wird fortgesetzt und verstetigt",
        publisher="Gemeinsame Wissenschaftskonferenz", published="2026-02-19",
        pages=(PageRange(1, 0, 200), PageRange(2, 200, len(_FEBRUARY))),
    ),
    document(
        "mii-num-2022.txt", _OCTOBER, title="MII und NUM vernetzen sich",
        publisher="Deutsche Hochschulmedizin e. V.", published="2022-10-28",
    ),
    document(
        "mii-phases.md", _ENGLISH, title="The Medical Informatics Initiative at a glance", language="en",
        published="2023",
    ),
)  # fmt: skip

CHANGED = datetime(2026, 2, 3, 4, 5).astimezone()

FAILURES = (Failure("scan.pdf", Reason(Cause.SCANNED)),)


class FakeAssistant:
    """Knows the MII's funding, the number of sites, and nothing else.

    `pace` is the pause between words; `one_at_a_time` lets a question wait until the one before is answered.
    """

    def __init__(
        self, documents: Sequence[Document] = DOCUMENTS, *, pace: float = 0.0, one_at_a_time: bool = False
    ) -> None:
        self._turn = threading.Lock() if one_at_a_time else contextlib.nullcontext()
        self._documents = {one.path: one for one in documents}
        self._temporary = tempfile.TemporaryDirectory()
        self._corrections = Corrections(Path(self._temporary.name))
        self._pace = pace
        self.history: Sequence[Turn] = ()
        self.threshold: float | None = None
        self.asked: list[str] = []
        self.cancelled: list[str] = []

    def documents(self) -> tuple[Document, ...]:
        corrections = self._corrections.all()  # a sync in another thread puts other documents in place of these
        return tuple(corrections.get(path, NOTHING).applied(one) for path, one in self._documents.items())

    def document(self, path: str) -> Document:
        return self._corrections.all().get(path, NOTHING).applied(self._documents[path])

    def failures(self) -> tuple[Failure, ...]:
        return FAILURES

    def passage_counts(self) -> dict[str, int]:
        return {one.path: 1 + len(one.text) // 300 for one in self.documents()}

    def changed(self) -> datetime | None:
        return CHANGED

    def waiting(self) -> tuple[str, ...]:
        return ()

    def corrected(self) -> frozenset[str]:
        return frozenset(self._corrections.all()) & frozenset(self._documents)

    def found(self, path: str) -> Document:
        return self._documents[path]

    def correct(self, path: str, **fields: str | None) -> Document:
        return self._corrections.correct(self.found(path), **fields)

    def undo_correction(self, path: str) -> Document:
        return self._corrections.undo(self.found(path))

    def search(self, query: str, k: int = 10) -> list[Hit]:
        wholes = [Passage(one.id, 0, len(one.text), one.text) for one in self._documents.values()]
        return [Hit(passage, 1.0, {}) for passage in wholes][:k]

    def ask(self, question: str, *, history: Sequence[Turn] = (), threshold: float | None = None) -> Answer:
        return list(self.stream(question, history=history, threshold=threshold))[-1]

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        exclude: Collection[str] = (),
        cancelled: threading.Event | None = None,
        threshold: float | None = None,
    ) -> Iterator[Piece]:
        self.asked.append(question)
        self.history = history
        self.threshold = threshold
        answer = replace(self._answer(question), receipt={"threshold": 0.5 if threshold is None else threshold})
        cited = [one for claim in answer.claims for one in claim.citations]
        shown = list(dict.fromkeys(cited)) or list(answer.nearest)
        yield Found(tuple(self._evidence(number, one) for number, one in enumerate(shown, 1)))
        with self._turn:
            for word in answer.text.split(" "):
                if cancelled is not None and cancelled.wait(self._pace):
                    self.cancelled.append(question)
                    raise GenerationError(Cause.STOPPED)
                yield Written(word + " ")
            time.sleep(self._pace)
        yield answer

    def _answer(self, question: str) -> Answer:
        english = question.split(" ", maxsplit=1)[0] in ("How", "What", "When")
        if "Förderung" in question or "funding" in question:
            return self._funding(question, english)
        if "Standorte" in question or "sites" in question:
            return self._sites(question, english)
        if "Titel" in question:
            return self._everything(question)
        nearest = self.cite("gwk-2026.pdf", "Der Bund wird") if "gwk-2026.pdf" in self._documents else None
        text = "That is not in the documents." if english else "Das steht nicht in den Dokumenten."
        return _answer(question, english, "not_in_documents", text, (), (nearest,) if nearest else ())

    def _funding(self, question: str, english: bool) -> Answer:
        quote = self.cite("mii-num-2022.txt", "Die MII wird vom BMBF")
        also = self.cite("mii-phases.md", "For the expansion phase")
        start = quote.start + quote.quote.index("rund 200")
        span = Span(quote.document, start, start + len("rund 200 Mio. Euro"), "rund 200 Mio. Euro")
        text = (
            "From 2023 to 2026 the MII receives about EUR 200 million."
            if english
            else "Die MII wird von 2023 bis 2026 mit rund 200 Mio. Euro gefördert."
        )
        second = "That is about EUR 50 million a year." if english else "Das sind rund 50 Mio. Euro im Jahr."
        unfounded = "The Länder add the same." if english else "Die Länder geben noch einmal 300 Mio. Euro."
        claims = (
            Claim(text, "supported", (quote, also), (span,)),
            Claim(second, "derived", (quote,)),
            Claim(unfounded, "unsupported", (), (), ClaimReason("figure_not_in_quote", ("300 Mio. Euro",))),
        )
        return _answer(question, english, "answered", f"{text} {second}", claims)

    def _sites(self, question: str, english: bool) -> Answer:
        newer_file = "gwk-2026.pdf" if "gwk-2026.pdf" in self._documents else "gwk-2026.txt"
        new = self.cite(newer_file, "Alle 37 Universitätskliniken")
        old = self.cite("mii-num-2022.txt", "Am NUM beteiligen sich")
        lead, newer, older = (
            ("The documents differ: 37 (19 February 2026), 36 (28 October 2022).",
             "All 37 university hospitals take part in the NUM.",
             "At the end of October 2022, 36 sites of German university medicine take part in the NUM.")
            if english
            else ("Die Dokumente unterscheiden sich: 37 (19. Februar 2026), 36 (28. Oktober 2022).",
                  new.quote, old.quote)
        )  # fmt: skip
        claims = (Claim(newer, "supported", (new,)), Claim(older, "supported", (old,)))
        return _answer(question, english, "conflicting", f"{lead} {newer} {older}", claims)

    def _everything(self, question: str) -> Answer:
        """Quotes the whole of the first document and takes its title for the answer."""
        one = self.documents()[0]
        claim = Claim(one.text, "supported", (self.cite(one.path, one.text),))
        return _answer(question, False, "answered", one.text, (claim,))

    def cite(self, path: str, beginning: str) -> Citation:
        """The sentence of a document that begins so."""
        one = self.document(path)
        start = one.text.index(beginning)
        end = one.text.find(". ", start + len(beginning)) + 1
        paragraph = one.text.find("\n\n", start + len(beginning))
        ends = [place for place in (end, paragraph) if place > 0] or [len(one.text)]
        end = len(one.text) if beginning == one.text else min(ends)
        if one.text[start:end].endswith("Mio."):
            end = one.text.index(".", end) + 1
        return Citation(path, one.title, one.published, one.page_at(start), start, end, one.text[start:end])

    def _evidence(self, number: int, one: Citation) -> Evidence:
        source = self.document(one.document)
        return Evidence(
            number, source.id, one.document, one.title, source.publisher, one.published, source.language,
            one.page, one.start, one.end, one.quote, "", 1 / number,
        )  # fmt: skip


def _answer(
    question: str,
    english: bool,
    status: str,
    text: str,
    claims: tuple[Claim, ...],
    nearest: tuple[Citation, ...] = (),
) -> Answer:
    language = "en" if english else "de"
    confidence = 0.9 if claims else 0.2
    return Answer(question, language, status, text, claims, confidence, nearest, Timings(0.04, 0.9, 2.3), {})
