"""What the model is taught with is what it would read, of the right questions."""

from dataclasses import replace

from eval.lessons import Case
from eval.tune.sentences import Sentence, sentences
from qa import prompt
from qa.question import analyse
from qa.types import Evidence

EVIDENCE = Evidence(1, "id", "a.txt", "", None, None, "de", None, 0, 9, "46 Kräne.", "Der Hafen ist alt.", 1.0)
UNKNOWN = replace(EVIDENCE, quote="Niemand weiß es.")
QUESTIONS = {"de": "Wie viele Kräne hat der Hafen?", "en": "How many cranes does the port have?"}


class FakeAssistant:
    def to_read(self, question: str, *, exclude: list[str]):
        assert exclude == ["hidden.txt"]
        return tuple((analyse(question), item) for item in (EVIDENCE, UNKNOWN))


def _case(question: str, group: str, *, answers: bool) -> Case:
    known = {EVIDENCE.quote: answers}
    return Case(question, group, answers, ["hidden.txt"], lambda item: known.get(item.quote), lambda claim: False)


def test_only_questions_of_the_groups_and_sentences_of_which_it_is_known() -> None:
    cases = [
        _case(QUESTIONS["de"], "a", answers=True),
        _case(QUESTIONS["en"], "a", answers=False),
        _case(QUESTIONS["de"], "b", answers=True),
    ]
    taught = list(sentences(FakeAssistant(), cases, {"a", "c"}))
    assert taught == [
        Sentence("de", prompt.looking_parts(QUESTIONS["de"], EVIDENCE, "de"), answers=True),
        Sentence("en", prompt.looking_parts(QUESTIONS["en"], EVIDENCE, "en"), answers=False),
    ]
    assert taught[0].length == sum(len(part) for part in taught[0].parts)
