"""Which sentence the model is asked to write about; what it writes is passed on as it comes, in whole characters."""

import threading
from collections.abc import Generator, Sequence

import pytest

from qa.llm import CancelledError, Token
from qa.question import analyse
from qa.reply import SEARCH_WEIGHT, Reply, Verdict, judge, write
from qa.types import Evidence


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

    def write(self, *asked):
        self.asked = asked
        yield from self.tokens


class Verdicts:
    """A model that finds sentences this likely to answer, in the order of their ranks."""

    def __init__(self, *verdicts: float) -> None:
        self.verdicts = verdicts
        self.asked: tuple[object, ...] = ()

    def judge(self, *asked):
        self.asked = asked
        yield from (Verdict(answers, -1.0) for answers in reversed(self.verdicts))


def _ranked(make_evidence, *scores: float) -> list[Evidence]:
    return [
        make_evidence(f"Satz {number}.", number=number, score=score, start=10 * number)
        for number, score in enumerate(scores, start=1)
    ]


def _order(verdicts: Sequence[float], sentences: Sequence[Evidence]) -> list[int]:
    return [each.evidence.number for each in judge(Verdicts(*verdicts), analyse("Wann war das?"), sentences)]


STEP = 3 / SEARCH_WEIGHT
"""A difference in the search's score that is worth three in the model's log-odds."""


def test_a_sentence_that_the_model_finds_likelier_wins_over_a_better_ranked_one(make_evidence) -> None:
    assert _order([-1.0, 2.5], _ranked(make_evidence, 0.5 + STEP, 0.5)) == [2, 1]


def test_a_sentence_that_is_ranked_far_better_wins_over_a_slightly_likelier_one(make_evidence) -> None:
    assert _order([-1.0, 1.5], _ranked(make_evidence, 0.5 + STEP, 0.5)) == [1, 2]


def test_sentences_that_weigh_the_same_stay_in_the_order_of_the_search(make_evidence) -> None:
    assert _order([0.0] * 4, _ranked(make_evidence, 0.5, 0.5, 0.5, 0.5)) == [1, 2, 3, 4]


def test_every_sentence_keeps_its_own_verdict(make_evidence) -> None:
    sentences = _ranked(make_evidence, 0.5, 0.5, 0.5)
    judged = judge(Verdicts(-2.0, 4.0, 1.0), analyse("Wann war das?"), sentences)
    assert [(each.evidence, each.answers) for each in judged] == [
        (sentences[1], 4.0),
        (sentences[2], 1.0),
        (sentences[0], -2.0),
    ]


@pytest.mark.parametrize(("language", "question"), [("de", "Wann war das?"), ("en", "When was that?")])
def test_the_model_gets_the_question_and_the_sentences_to_judge_the_best_last(
    language: str, question: str, make_evidence
) -> None:
    model, stop = Verdicts(1.0, 2.0), threading.Event()
    sentences = _ranked(make_evidence, 0.5, 0.5)
    judge(model, analyse(question), sentences, stop)
    assert model.asked == (language, question, sentences[::-1], stop)


def test_a_stop_ends_the_judging(scripted_model, make_evidence) -> None:
    stop = threading.Event()

    def script(question: str, quote: str) -> tuple[float, str]:
        stop.set()
        return 1.0, ""

    model = scripted_model(script)
    with pytest.raises(CancelledError):
        judge(model, analyse("Wann war das?"), _ranked(make_evidence, 0.5, 0.4, 0.3), stop)
    assert len(model.judged) == 1


@pytest.mark.parametrize(("language", "verdict"), [("de", "ja"), ("en", "yes")])
def test_key_words_and_sentence_are_shown_without_the_yes(language: str, verdict: str, make_evidence) -> None:
    written = (verdict[:1], f"{verdict[1:]}: April", " 2020", "\nEs war ", "2020.")
    model = Pieces(*(Token(piece.encode(), -0.1 * at) for at, piece in enumerate(written)))
    pieces, reply = _all(write(model, "Wann?", language, make_evidence("Im April 2020.")))
    assert pieces == ["April", " 2020", "\nEs war ", "2020."]
    assert reply == Reply(f"{verdict}: April 2020\nEs war 2020.", tuple(-0.1 * at for at in range(5)))


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
    assert _all(write(Pieces(), "Wann?", "de", make_evidence("Im April."))) == ([], Reply("", ()))


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


@pytest.mark.parametrize(
    ("question", "other", "about_it"),
    [
        ("Wie hoch ist die Förderung der ABC ab 2023?", "Die XYZ kostete 2022 9 Euro.", "Die ABC erhält 2023 5 Euro."),
        ("How much does the ABC get from 2023?", "The XYZ cost 9 euros in 2022.", "From 2023 the ABC gets 5 euros."),
    ],
)  # fmt: skip
def test_a_sentence_about_something_else_comes_after_all_others(
    question: str, other: str, about_it: str, make_evidence
) -> None:
    sentences = [make_evidence(other, number=1, published=None), make_evidence(about_it, number=2, published=None)]
    judged = judge(Verdicts(3.0, -1.0), analyse(question), sentences)
    assert [each.evidence.quote for each in judged] == [about_it, other]
    assert [each.elsewhere for each in judged] == [False, True]
