"""The one owner of the language model: callers wait their turn, and none can disturb another."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.errors import GenerationError
from index.reasons import Cause
from qa import polarity, prompt, rewording
from qa.line import WAITING
from qa.llama.model import Choice, Token
from qa.llama.reading import CancelledError
from qa.reply import Verdict
from qa.types import Evidence, State, Turn
from qa.writer import LocalWriter


class SlowModel:
    """Stands in for the model: writes back the sentence, word by word, when `go` allows it.

    A sentence of four words has the log-odds 4 to answer; `chosen` is what it was asked to choose between, `seen`
    what was looked at.
    """

    name = "whole"

    def __init__(self, path: Path, *, threads: int = 0, adapter: Path | None = None) -> None:
        self.go = threading.Event()
        self.go.set()
        self.busy = 0
        self.overlaps = 0
        self.seen: list[tuple[str, ...]] = []
        self.chosen: list[tuple[str, ...]] = []
        self.adapted: list[bool] = []
        self.begun: dict[str, str] = {}
        self.prefixes: list[tuple[str, Path]] = []
        self.closed = False

    def read_prefix(self, prefix: str, saved: Path, reader: str = "whole") -> None:
        self.begun[reader] = prefix
        self.prefixes.append((prefix, saved))

    def generate(self, parts, tail, *, grammar, limit, stop, adapted=False) -> Iterator[Token]:
        with self._alone():
            self.adapted.append(adapted)
            if "broken" in parts[0]:
                raise RuntimeError("out of memory")
            for word in _quoted(parts):
                assert self.go.wait(10)
                if stop():
                    raise CancelledError(Cause.STOPPED)
                yield Token(word.encode(), -0.1)
                time.sleep(0.001)

    def choose(self, parts, tail, options, *, stop, adapted=False) -> Choice:
        with self._alone():
            self.adapted.append(adapted)
            assert self.go.wait(10)
            if stop():
                raise CancelledError(Cause.STOPPED)
            self.chosen.append((*parts, *options))
            time.sleep(0.001)
            return Choice(np.array([-0.5, -0.5 - len(_quoted(parts))]), -len(parts[1].split()) / 4)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.busy += 1
        self.overlaps += self.busy > 1
        try:
            yield
        finally:
            self.busy -= 1

    @property
    def llama(self) -> "SlowModel":
        return self

    def close(self) -> None:
        self.closed = True


class SlowLooker:
    """Stands in for the middle layer: a sentence of four words has the state 4."""

    name = "layer"

    def __init__(self, model: SlowModel, layer: int, adapter: Path | None) -> None:
        self.model = model

    def read_prefix(self, prefix: str, saved: Path) -> None:
        self.model.read_prefix(prefix, saved, self.name)

    def look(self, leading, last, *, stop) -> State:
        with self.model._alone():
            assert self.model.go.wait(10)
            if stop():
                raise CancelledError(Cause.STOPPED)
            self.model.seen.append((leading, last))
            time.sleep(0.001)
            return np.array([len(last.split())], dtype=np.float32)

    def close(self) -> None:
        pass


def _quoted(parts: Sequence[str]) -> list[str]:
    """The words of the sentence that stands in a prompt."""
    return parts[0].partition(": ")[2].rpartition("\n")[0].split()


OpenWriter = Callable[[], tuple[LocalWriter, SlowModel]]


@pytest.fixture
def open_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenWriter]:
    monkeypatch.setattr("qa.writer.LocalModel", SlowModel)
    monkeypatch.setattr("qa.writer.HiddenStates", SlowLooker)
    weights = tmp_path / "model.gguf"
    weights.write_bytes(b"GGUF")
    opened = []

    def make() -> tuple[LocalWriter, SlowModel]:
        writer = LocalWriter(weights, tmp_path / "states", layer=16)
        opened.append(writer)
        return writer, writer._model

    yield make
    for writer in opened:
        writer._model.go.set()
        writer.close()


def _write(writer: LocalWriter, quote: str, language: str = "de", stop: threading.Event | None = None):
    return writer.write(language, "Wann?", _sentence(quote), 9, stop)


def _read(writer: LocalWriter, quote: str, language: str = "de", stop: threading.Event | None = None) -> str:
    return " ".join(token.piece.decode() for token in _write(writer, quote, language, stop))


def _sentence(quote: str) -> Evidence:
    return Evidence(1, "id", "a.txt", "", None, None, "de", None, 0, len(quote), quote, "", 1.0)


def test_the_tokens_come_as_they_are_written(open_writer: OpenWriter) -> None:
    writer, _ = open_writer()
    assert _read(writer, "im April 2020") == "im April 2020"


@pytest.mark.parametrize(("language", "options"), [("de", ("ja", "nein")), ("en", ("yes", "no"))])
def test_a_sentence_is_judged_by_the_odds_of_a_yes(
    language: str, options: tuple[str, str], open_writer: OpenWriter
) -> None:
    writer, model = open_writer()
    sentence = _sentence("Es war im Mai.")
    assert writer.judge(language, "Wann war das?", sentence, None) == Verdict(4.0, -0.75)
    assert model.chosen == [(*prompt.parts("Wann war das?", sentence, language), *options)]


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_sentence_is_looked_at_alone(language: str, open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    sentences = [_sentence(quote) for quote in ("Es war im Mai.", "Es war.", "Es war im April des Jahres.")]
    states = list(writer.look(language, "Wann war das?", sentences, None))
    assert [state.tolist() for state in states] == [[4.0], [2.0], [6.0]]
    assert model.seen == [prompt.looking_parts("Wann war das?", item, language) for item in sentences]


def test_a_model_without_a_layer_to_look_into_has_no_states(open_writer: OpenWriter, tmp_path: Path) -> None:
    open_writer()
    writer = LocalWriter(tmp_path / "model.gguf", tmp_path / "states")
    sentences = [_sentence("Es war im Mai."), _sentence("Es war.")]
    assert [state.shape for state in writer.look("de", "Wann war das?", sentences, None)] == [(0,), (0,)]
    writer.close()


def test_looking_that_is_cancelled_stops_before_the_next_sentence(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    stop = threading.Event()
    looking = writer.look("de", "Wann?", [_sentence("Es war im Mai.")] * 1000, stop)
    assert next(looking) == 4.0
    stop.set()
    with pytest.raises(CancelledError):
        list(looking)
    assert len(model.seen) < 1000
    assert _read(writer, "im April") == "im April"


def test_looking_that_is_left_half_way_does_not_hold_up_the_next(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    left = writer.look("en", "When?", [_sentence("It was in May.")] * 100_000, None)
    assert next(left) == 4.0
    left.close()
    assert _read(writer, "im April") == "im April"
    assert len(model.seen) < 100_000


def test_eight_callers_at_once_each_get_their_own_reply(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    replies: dict[int, str] = {}

    def ask(number: int) -> None:
        language = "de" if number % 2 else "en"
        replies[number] = _read(writer, " ".join(f"{number}.{word}" for word in range(20)), language)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert replies == {number: " ".join(f"{number}.{word}" for word in range(20)) for number in range(8)}
    assert model.overlaps == 0


def test_a_caller_that_leaves_half_way_does_not_hold_up_the_next(open_writer: OpenWriter) -> None:
    writer, _ = open_writer()
    left = _write(writer, "wort " * 100_000)
    assert next(left).piece == b"wort"
    left.close()
    began = time.monotonic()
    assert _read(writer, "im April") == "im April"
    assert time.monotonic() - began < 5


def test_a_caller_that_never_reads_does_not_hold_up_the_next(open_writer: OpenWriter) -> None:
    writer, _ = open_writer()
    unread = _write(writer, "wort wort wort")
    assert next(unread).piece == b"wort"
    assert _read(writer, "im April") == "im April"


def test_a_question_that_is_cancelled_while_it_waits_is_not_written(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    model.go.clear()
    stop = threading.Event()
    result: list[object] = []

    def ask() -> None:
        try:
            result.append(_read(writer, "im April", stop=stop))
        except CancelledError as exc:
            result.append(exc)

    thread = threading.Thread(target=ask)
    thread.start()
    stop.set()
    model.go.set()
    thread.join(10)
    assert isinstance(result[0], CancelledError)
    assert _read(writer, "im Mai") == "im Mai"


def test_a_full_queue_is_an_error_that_says_what_to_do(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    model.go.clear()
    threads = [threading.Thread(target=_read, args=[writer, "im April"]) for _ in range(WAITING + 1)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 10
    while len(writer._line) < WAITING and time.monotonic() < deadline:
        time.sleep(0.01)
    with pytest.raises(GenerationError, match=rf"{WAITING} questions are waiting already. ask again"):
        _read(writer, "im Mai")
    model.go.set()
    for thread in threads:
        thread.join(10)
    assert _read(writer, "im Mai") == "im Mai"


def test_a_failure_reaches_its_own_caller_and_no_other(open_writer: OpenWriter) -> None:
    writer, _ = open_writer()
    with pytest.raises(GenerationError, match="out of memory"):
        _read(writer, "broken")
    assert _read(writer, "im April") == "im April"


def test_each_languages_beginning_is_read_before_its_questions_and_kept_apart(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    at_start = len(model.prefixes)
    for language in ("de", "de", "en", "de"):
        list(writer.look(language, "Wann?", [_sentence("wort")], None))
        _read(writer, "wort", language)
        assert model.begun == {"whole": prompt.prefix(language), "layer": prompt.looking_prefix(language)}
    assert len(model.prefixes) - at_start <= 6
    files = dict(model.prefixes)
    made = (prompt.prefix, prompt.looking_prefix, polarity.prefix, rewording.prefix)
    assert set(files) == {prefix(language) for prefix in made for language in ("de", "en")}
    assert len(set(files.values())) == 8
    assert all(writer.fingerprint in path.name for path in files.values())


@pytest.mark.parametrize(("language", "words"), [("de", ("Ja", "Nein")), ("en", ("Yes", "No"))])
def test_yes_or_no_is_asked_for_behind_a_beginning_of_its_own(open_writer: OpenWriter, language, words) -> None:
    writer, model = open_writer()
    assert writer.decide(language, "Stimmt das?", _sentence("zwei Worte"), None) == 2
    assert model.begun["whole"] == polarity.prefix(language)
    assert model.chosen[-1] == (*prompt.parts("Stimmt das?", _sentence("zwei Worte"), language), *words)
    assert _read(writer, "im Mai") == "im Mai"


def test_with_the_adapter_it_judges_and_writes_and_does_nothing_else(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    for language in ("de", "en"):
        writer.judge(language, "Stimmt das?", _sentence("zwei Worte"), None)
        _read(writer, "zwei Worte", language)
        assert model.adapted == [True, True]
        writer.decide(language, "Stimmt das?", _sentence("zwei Worte"), None)
        list(writer.reword(language, "Und wo?", Turn("Wer war es?", "Eva."), None))
        assert model.adapted[2:] == [False, False]
        model.adapted.clear()


def test_other_weights_have_another_fingerprint_and_other_states(open_writer: OpenWriter, tmp_path: Path) -> None:
    writer, model = open_writer()
    (tmp_path / "model.gguf").write_bytes(b"GGUF of another model")
    other, other_model = open_writer()
    assert writer.fingerprint != other.fingerprint
    assert {path for _, path in model.prefixes}.isdisjoint(path for _, path in other_model.prefixes)


def test_closing_frees_the_model_and_ends_the_thread(open_writer: OpenWriter) -> None:
    writer, model = open_writer()
    assert _read(writer, "im April") == "im April"
    writer.close()
    assert model.closed
    assert not writer._thread.is_alive()
