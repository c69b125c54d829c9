"""Beleg's stages, run by a worker one at a time and in order; what a stage needs is loaded when it first runs."""
# ruff: noqa: PLC0415  # loading counts as part of the first time

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.workers.serve import serve
from qa.settings import Settings

if TYPE_CHECKING:
    from index.index import Index
    from index.types import Document, EncodedPassage, Encoder, Passage, Span, Vectors
    from qa import Assistant
    from qa.inquiry import Attempt


class Replayed:
    """An encoder that knows its passages already, so that indexing can be timed without embedding."""

    def __init__(self, encoder: "Encoder", known: "dict[str, EncodedPassage]") -> None:
        self._encoder = encoder
        self._known = known
        self.fingerprint = encoder.fingerprint

    def embed_documents(self, texts: Sequence[str], spans: "Sequence[Sequence[Span]]") -> "list[EncodedPassage]":
        """What the encoder made of these texts before; others, as a question and what is found for it, it embeds."""
        if all(text in self._known for text in texts):
            return [self._known[text] for text in texts]
        return self._encoder.embed_documents(texts, spans)

    def embed_query(self, text: str) -> "Vectors":
        """(1, d) float32, by the encoder itself."""
        return self._encoder.embed_query(text)


class Stages:
    """The stages with what they leave to each other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._documents: list[Document] = []
        self._passages: list[Passage] = []
        self._spans: list[tuple[Span, ...]] = []
        self._encoder: Encoder | None = None
        self._known: dict[str, EncodedPassage] = {}
        self._index: Index | None = None
        self._assistant: Assistant | None = None
        self._attempt: Attempt | None = None

    def read(self, *, folder: str) -> dict[str, Any]:
        """Every file of a folder to its text; returns paths, and language and text of each."""
        from eval.folder import read_folder

        found = read_folder(Path(folder), max_bytes=self._settings.max_bytes, failed=lambda path, reason: None)
        self._documents = list(found.values())
        return {"paths": list(found), "texts": [(one.language or "de", one.text) for one in self._documents]}

    def segment(self) -> dict[str, Any]:
        """Texts to sentences and passages."""
        from index.segment import passages, sentences
        from index.segments import inner_spans

        size, count = self._settings.passage_size, 0
        self._passages, self._spans = [], []
        for document in self._documents:
            parts = sentences(document.text, document.language)
            windows = passages(document.id, document.text, parts, size=size)
            self._passages += windows
            self._spans += [inner_spans(window, parts) for window in windows]
            count += len(parts)
        return {"sentences": count, "passages": [passage.text for passage in self._passages]}

    def embed(self) -> None:
        """Passages and their sentences to vectors."""
        if self._encoder is None:
            from index.embed import open_encoder

            self._encoder = open_encoder(self._settings)
        texts = [passage.text for passage in self._passages]
        self._known = dict(zip(texts, self._encoder.embed_documents(texts, self._spans), strict=True))

    def index(self) -> None:
        """Documents and vectors to an index on disk, checked and open."""
        from index.index import Index

        assert self._encoder, "embedding comes first"
        if self._index:
            self._index.close()
        known = Replayed(self._encoder, self._known)
        self._index = Index.over(self._documents, known, passage_size=self._settings.passage_size)

    def search(self, *, question: str) -> None:
        """A question to ranked sentences."""
        from qa.inquiry import SEARCHED

        assert self._index, "indexing comes first"
        self._index.search_sentences(question, SEARCHED)

    def ask(self, *, question: str) -> dict[str, float]:
        """Seconds from a question to the first token and to the checked answer."""
        from qa.assistant import Assistant, open_model

        assert self._index, "indexing comes first"
        began = time.perf_counter()
        if self._assistant is None:
            self._assistant = Assistant(self._index, open_model(self._settings), self._settings)
        opened = time.perf_counter() - began
        taken = self._assistant.ask(question).seconds
        return {"first_token": opened + taken.first_token, "answer": opened + taken.total}

    def prompts(self, *, question: str) -> dict[str, Any]:
        """What the language model read for a question, in order, and how many tokens it then wrote."""
        from qa import prompt
        from qa.question import analyse

        assert self._assistant, "asking comes first"
        self._attempt = self._assistant.attempt(question)
        assert self._attempt, "there are documents"
        asked = analyse(question)
        judged = [each.evidence for each in self._attempt.judged]
        read = [*sorted(judged, key=lambda evidence: evidence.number), judged[0]]
        prompts = ["".join(prompt.parts(asked.text, evidence, asked.language)) for evidence in read]
        return {
            "prompts": [f"{prompt.prefix(asked.language)}{text}{prompt.TAIL}" for text in prompts],
            "tokens": len(self._attempt.reply.log_probabilities),
        }

    def verify(self, *, question: str) -> None:
        """A reply to a checked claim, nothing of which was read before."""
        from qa.claims import claim_from
        from qa.draft import Draft, parse
        from qa.figures import find_figures
        from qa.question import analyse
        from qa.source import source_of
        from qa.verify import known_stems

        assert self._attempt, "a reply comes first"
        find_figures.cache_clear()
        known_stems.cache_clear()
        asked = analyse(question)
        draft = parse(self._attempt.reply.text) or Draft("", "")
        claim_from(draft, source_of(draft, self._attempt.judged[0].evidence, asked), asked)

    def close(self) -> None:
        """Free the models and the index."""
        if self._assistant:
            self._assistant.close()
        elif self._index:
            self._index.close()


if __name__ == "__main__":
    stages = Stages(Settings.load())
    serve(
        {
            "read": stages.read,
            "segment": stages.segment,
            "embed": stages.embed,
            "index": stages.index,
            "search": stages.search,
            "ask": stages.ask,
            "prompts": stages.prompts,
            "verify": stages.verify,
        }
    )
    stages.close()
