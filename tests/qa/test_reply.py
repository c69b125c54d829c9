"""Which sentence the model is asked to write about; what it writes is passed on as it comes, in whole characters."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from index.search import SentenceHit
from index.types import Sentence
from qa.abstain import Support
from qa.llama.model import Token
from qa.llama.reading import CancelledError
from qa.question import analyse
from qa.reply import Hits, Reply, Verdict, judge, write
from qa.types import Evidence

VERDICT = Verdict(1.5, -0.5)


def _all(writing: Generator[str, None, Reply]) -> tuple[list[str], Reply]:
    pieces = []
    while True:
        try:
            pieces.append(next(writing))
        except StopIteration as finished:
            return pieces, finished.value


class Pieces:
    """A model that writes these tokens."""

    def __init__(self, *tokens: Token) -> None:
        self.tokens = tokens
        self.asked: tuple[object, ...] = ()

    def judge(self, *asked):
        return VERDICT

    def write(self, *asked):
        self.asked = asked
        yield from self.tokens


class Verdicts:
    """A model whose states are these numbers, in the order of the sentences."""

    def __init__(self, *verdicts: float) -> None:
        self.verdicts = verdicts
        self.asked: tuple[object, ...] = ()

    def look(self, *asked):
        self.asked = asked
        yield from (np.array([number], dtype=np.float32) for number in self.verdicts)


def _ranked(make_evidence, *scores: float) -> list[Evidence]:
    return [
        make_evidence(f"Satz {number}.", number=number, score=score, start=10 * number)
        for number, score in enumerate(scores, start=1)
    ]


def _hits(sentences: Sequence[Evidence]) -> Hits:
    parts = {"dense": 0.8, "lexical": 0.5, "passage": 0.9}
    return {
        (item.document_id, item.start): SentenceHit(item.document_id, Sentence(item.start, item.end), 1.0, parts)
        for item in sentences
    }


def test_the_sentence_that_likeliest_answers_comes_first(make_evidence, as_scripted: Support) -> None:
    sentences = _ranked(make_evidence, 0.5, 0.5, 0.5)
    judged = judge(
        Verdicts(-2.0, 4.0, 1.0), as_scripted, analyse("Wann war das?"), _hits(sentences), dict.fromkeys(sentences, 0.9)
    )
    assert [(each.evidence, each.answers) for each in judged] == [
        (sentences[1], 4.0),
        (sentences[2], 1.0),
        (sentences[0], -2.0),
    ]
    assert [each.state.tolist() for each in judged] == [[4.0], [1.0], [-2.0]]


def test_sentences_that_are_as_likely_stay_in_the_order_of_the_search(make_evidence, as_scripted: Support) -> None:
    sentences = _ranked(make_evidence, 0.5, 0.5, 0.5, 0.5)
    judged = judge(
        Verdicts(0, 0, 0, 0), as_scripted, analyse("Wann war das?"), _hits(sentences), dict.fromkeys(sentences, 0.9)
    )
    assert [each.evidence.number for each in judged] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("language", "question", "other"), [("de", "Wann war das?", "en"), ("en", "When was that?", "de")]
)
def test_of_sentences_that_nearly_as_likely_answer_one_in_the_language_of_the_question_comes_first(
    language: str, question: str, other: str, make_evidence, as_scripted: Support
) -> None:
    """Its words can be quoted as they are. A sentence whose language is not known is not put behind."""
    spoken = [other, language, other, None, language]
    ranked = _ranked(make_evidence, *[0.5] * 5)
    sentences = [replace(item, language=each) for item, each in zip(ranked, spoken, strict=True)]
    model = Verdicts(1.5, 1.0, 2.5, 0.75, -1.0)
    judged = judge(model, as_scripted, analyse(question), _hits(sentences), dict.fromkeys(sentences, 0.9))
    assert [(each.evidence.language, each.answers) for each in judged] == [
        (other, 2.5),
        (language, 1.0),
        (None, 0.75),
        (other, 1.5),
        (language, -1.0),
    ]


@pytest.mark.parametrize(("language", "question"), [("de", "Wann war das?"), ("en", "When was that?")])
def test_the_model_gets_the_question_and_the_sentences(
    language: str, question: str, make_evidence, as_scripted: Support
) -> None:
    model, stop = Verdicts(1.0, 2.0), threading.Event()
    sentences = _ranked(make_evidence, 0.5, 0.5)
    judge(model, as_scripted, analyse(question), _hits(sentences), dict.fromkeys(sentences, 0.9), cancelled=stop)
    assert model.asked == (language, question, sentences, stop)


def test_a_stop_ends_the_judging(scripted_model, make_evidence, as_scripted: Support) -> None:
    stop = threading.Event()

    def script(question: str, quote: str) -> tuple[float, str]:
        stop.set()
        return 1.0, ""

    model, sentences = scripted_model(script), _ranked(make_evidence, 0.5, 0.4, 0.3)
    with pytest.raises(CancelledError):
        judge(
            model,
            as_scripted,
            analyse("Wann war das?"),
            _hits(sentences),
            dict.fromkeys(sentences, 0.9),
            cancelled=stop,
        )
    assert len(model.judged) == 1


@pytest.mark.parametrize(("language", "verdict"), [("de", "ja"), ("en", "yes")])
def test_key_words_and_sentence_are_shown_without_the_yes(language: str, verdict: str, make_evidence) -> None:
    written = (verdict[:1], f"{verdict[1:]}: April", " 2020", "\nEs war ", "2020.")
    model = Pieces(*(Token(piece.encode(), -0.1 * at) for at, piece in enumerate(written)))
    pieces, reply = _all(write(model, "Wann?", language, make_evidence("Im April 2020.")))
    assert pieces == ["April", " 2020", "\nEs war ", "2020."]
    assert reply == Reply(f"{verdict}: April 2020\nEs war 2020.", tuple(-0.1 * at for at in range(5)), VERDICT)


def test_a_character_that_two_tokens_share_is_shown_once_and_whole(make_evidence) -> None:
    umlaut, dash = "ä".encode(), "–".encode()
    tokens = [Token(piece, -0.1) for piece in (b"ja: ", b"M" + umlaut[:1], umlaut[1:] + b"rz", dash[:1], dash[1:])]
    pieces, reply = _all(write(Pieces(*tokens), "Wann?", "de", make_evidence("Im März.")))
    assert pieces == ["M", "ärz", "–"]
    assert reply.text == "ja: März–"


def test_bytes_that_are_no_text_are_left_out(make_evidence) -> None:
    tokens = (Token(b"yes: a\xff", -0.1), Token(b"b", -0.1))
    pieces, reply = _all(write(Pieces(*tokens), "?", "en", make_evidence("ab")))
    assert "".join(pieces) == "ab"
    assert reply.text == "yes: ab"


def test_nothing_written_is_an_empty_reply(make_evidence) -> None:
    assert _all(write(Pieces(), "Wann?", "de", make_evidence("Im April."))) == ([], Reply("", (), VERDICT))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_model_writes_about_the_one_sentence(language: str, make_evidence) -> None:
    model, stop = Pieces(), threading.Event()
    sentence = make_evidence("Im April.", number=2)
    _all(write(model, "Wann?", language, sentence, stop))
    asked, question, about, limit, cancelled = model.asked
    assert (asked, question, about, cancelled) == (language, "Wann?", sentence, stop)
    assert limit > 0


def test_a_stop_ends_the_writing(scripted_model, make_evidence) -> None:
    stop = threading.Event()
    model = scripted_model(lambda question, quote: (1.0, "ja: April 2020"))
    writing = write(model, "Wann?", "de", make_evidence("Im April."), stop)
    assert next(writing) == "A"
    stop.set()
    with pytest.raises(CancelledError):
        next(writing)
