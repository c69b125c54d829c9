"""The real language model, taught a little: what is learned in PyTorch is what llama.cpp reads with."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from eval.tune.adapter import read_verdict, write_adapter
from eval.tune.model import Shape
from eval.tune.reader import Reader
from eval.tune.replier import Replier
from eval.tune.replies import Reply
from eval.tune.sentences import Sentence
from eval.tune.steps import learn
from eval.tune.verdict import begin, train
from index.paths import cache_folder
from qa import prompt
from qa.gguf import model_path
from qa.llama.hidden import HiddenStates
from qa.llama.model import LocalModel

pytestmark = pytest.mark.slow

SHAPE = Shape(first=5, last=6, rank=2)
QUESTIONS = {"de": "Wie viele Kräne hat der Hafen?", "en": "How many cranes does the port have?"}
ANSWERS = {
    "de": (" Der Hafen hat 46 Kräne.", " Im Hafen von Norby stehen 46 Kräne, drei davon seit 1990."),
    "en": (" The port has 46 cranes.", " There are 46 cranes in the port of Norby, three of them since 1990."),
}
OTHERS = {
    "de": (" Der Hafen ist alt.", " Die Stadt Norby hat 4.600 Einwohner und einen Hafen."),
    "en": (" The port is old.", " The town of Norby has 4,600 inhabitants and a port."),
}
WORDS = {"de": ("Frage", "Satz"), "en": ("Question", "Sentence")}


def _taught(language: str, sentence: str, *, answers: bool) -> Sentence:
    question, reply = WORDS[language]
    return Sentence(language, (f"{question}: {QUESTIONS[language]}\n{reply}:", sentence), answers)


TAUGHT = [
    _taught(language, sentence, answers=answers)
    for language in ("de", "en")
    for answers, texts in ((True, ANSWERS), (False, OTHERS))
    for sentence in texts[language]
]


@pytest.fixture(scope="module")
def qwen() -> Path:
    return model_path("qwen2.5-coder-1.5b", cache_folder())


@pytest.fixture(scope="module")
def reader(qwen: Path) -> Reader:
    reader = Reader(qwen, SHAPE)
    reader.read_prefixes()
    return reader


@pytest.fixture(scope="module")
def model(qwen: Path) -> Iterator[LocalModel]:
    model = LocalModel(qwen)
    yield model
    model.close()


def _looked_at(model: LocalModel, adapter: Path | None) -> np.ndarray:
    """(sentences, 2 width) states of those that are German."""
    looker = HiddenStates(model.llama, SHAPE.last, adapter)
    try:
        looker.read_prefix(prompt.looking_prefix("de"))
        return np.stack([looker.look(*each.parts) for each in TAUGHT if each.language == "de"])
    finally:
        looker.close()


def _read(reader: Reader) -> np.ndarray:
    return reader.states([each for each in TAUGHT if each.language == "de"], learning=False).numpy()


def _alike(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The least correlation between the states of a sentence here and there."""
    return min(float(np.corrcoef(a, b)[0, 1]) for a, b in zip(ours, theirs, strict=True))


def test_it_reads_like_the_model_learns_and_the_model_then_reads_like_it(
    reader: Reader, model: LocalModel, tmp_path: Path
) -> None:
    """One test, for it takes the model half a minute each time."""
    plain = _looked_at(model, None)
    untaught = _read(reader)
    assert _alike(untaught, plain) > 0.99

    verdict = begin(reader, TAUGHT, seed=1)
    steps = list(train(reader, verdict, TAUGHT, rate=5e-3, epochs=6, seed=1))
    assert [each.step for each in steps] == list(range(1, steps[-1].steps + 1))
    assert steps[-1].loss < steps[0].loss
    reader.read_prefixes()
    taught = _read(reader)
    moved = np.abs(taught - untaught).mean()
    assert moved > 0

    write_adapter(reader.model.adapted, SHAPE, tmp_path / "adapter.gguf", verdict=verdict.weights())
    assert np.array_equal(read_verdict(tmp_path / "adapter.gguf"), verdict.weights())
    adapted = _looked_at(model, tmp_path / "adapter.gguf")
    assert np.abs(adapted - taught).mean() < np.abs(plain - taught).mean() / 2
    assert np.isfinite(adapted).all()


REPLIES = [
    Reply(language, (f"{WORDS[language][1]}:{sentence}\n{WORDS[language][0]}:", f" {QUESTIONS[language]}"), wanted)
    for language, yes, no in (("de", "ja", "nein"), ("en", "yes", "no"))
    for sentence, wanted in (
        (ANSWERS[language][0], f"{yes}: 46\n"),
        (ANSWERS[language][1], f"{yes}: 46\n"),
        (OTHERS[language][0], no),
        (OTHERS[language][1], no),
    )
]
YES_NO = ("ja", "nein")
GRAMMAR = 'root ::= "ja: " [^\\n]+ "\\n"\n'


def _key(model: LocalModel, reply: Reply) -> str:
    tokens = model.generate(reply.parts, prompt.TAIL, grammar=GRAMMAR, limit=20, adapted=True)
    return b"".join(token.piece for token in tokens).decode()


def _sure(model: LocalModel, *, adapted: bool) -> list[float]:
    """The log-odds that a German sentence answers, each with the sign that they should have."""
    german = [each for each in REPLIES if each.language == "de"]
    choices = [model.choose(each.parts, prompt.TAIL, YES_NO, adapted=adapted).options for each in german]
    signs = [1 if each.wanted.startswith("ja") else -1 for each in german]
    return [sign * float(yes - no) for sign, (yes, no) in zip(signs, choices, strict=True)]


def test_what_it_is_taught_to_reply_the_model_then_replies_and_only_where_it_is_told_to(
    qwen: Path, model: LocalModel, tmp_path: Path
) -> None:
    """The beginning of the prompt is read without the adapter, here and there."""
    shape = Shape(first=26, last=None, rank=2)
    replier = Replier(qwen, shape)
    steps = list(learn(replier.model.parameters(), replier.loss, REPLIES, rate=3e-3, epochs=8, seed=1))
    assert steps[-1].loss < steps[0].loss
    write_adapter(replier.model.adapted, shape, tmp_path / "adapter.gguf")

    model.read_prefix(prompt.prefix("de"), tmp_path / "prefix.state")
    plain = _sure(model, adapted=False)
    taught = LocalModel(qwen, adapter=tmp_path / "adapter.gguf")
    try:
        taught.read_prefix(prompt.prefix("de"), tmp_path / "prefix.state")
        assert sum(_sure(taught, adapted=True)) > sum(plain)
        assert {_key(taught, each) for each in REPLIES if each.wanted == "ja: 46\n"} == {"ja: 46\n"}
        assert _sure(taught, adapted=False) == plain
    finally:
        taught.close()
