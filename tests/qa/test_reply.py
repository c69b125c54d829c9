"""What the model writes is passed on as it comes, whole characters only, and kept with how sure it was."""

import threading
from collections.abc import Generator

import pytest

from qa import prompt
from qa.llm import CancelledError, Token
from qa.reply import Reply, write


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
        self.asked: dict[str, object] = {}

    def write(self, language, data, **options):
        self.asked = {"language": language, "data": data, **options}
        yield from self.tokens


def test_pieces_make_the_whole_text(make_evidence) -> None:
    model = Pieces(Token(b"April ", -0.1, (-3.0, -2.0)), Token(b"2020", -0.2, (-9.0, -9.0)), Token(b" [1]", -0.3))
    pieces, reply = _all(write(model, "Wann?", "de", [make_evidence("Im April 2020.")]))
    assert pieces == ["April ", "2020", " [1]"]
    assert reply == Reply("April 2020 [1]", (-0.1, -0.2, -0.3), -2.0)


def test_a_character_that_two_tokens_share_is_shown_once_and_whole(make_evidence) -> None:
    umlaut, dash = "ä".encode(), "–".encode()
    tokens = [Token(piece, -0.1, (-1.0,)) for piece in (b"M" + umlaut[:1], umlaut[1:] + b"rz", dash[:1], dash[1:])]
    pieces, reply = _all(write(Pieces(*tokens), "Wann?", "de", [make_evidence("Im März.")]))
    assert pieces == ["M", "ärz", "–"]
    assert reply.text == "März–"


def test_bytes_that_are_no_text_are_left_out(make_evidence) -> None:
    pieces, reply = _all(write(Pieces(Token(b"a\xff", -0.1, (-1.0,)), Token(b"b", -0.1)), "?", "de", []))
    assert "".join(pieces) == reply.text == "ab"


def test_nothing_written_is_an_empty_reply(make_evidence) -> None:
    assert _all(write(Pieces(), "Wann?", "de", [make_evidence("Im April.")])) == ([], Reply("", (), 0.0))


@pytest.mark.parametrize(("language", "watched"), [("de", ("keine", "Keine")), ("en", ("not", "Not"))])
def test_the_model_gets_the_evidence_its_numbers_and_the_words_of_a_refusal(
    language: str, watched: tuple[str, ...], make_evidence
) -> None:
    model = Pieces()
    stop = threading.Event()
    evidence = [make_evidence("Im April.", number=2), make_evidence("Im Mai.", number=4)]
    _all(write(model, "Wann?", language, evidence, stop))
    assert model.asked["language"] == language
    assert model.asked["data"] == prompt.user(evidence, "Wann?", language)
    assert model.asked["grammar"] == prompt.grammar([2, 4])
    assert model.asked["watched"] == watched
    assert model.asked["cancelled"] is stop


def test_a_stop_ends_the_writing(scripted_model, make_evidence) -> None:
    stop = threading.Event()
    writing = write(scripted_model(lambda _: "April 2020 [1]"), "Wann?", "de", [make_evidence("Im April.")], stop)
    assert next(writing) == "April"
    stop.set()
    with pytest.raises(CancelledError):
        next(writing)
