"""What the model is taught with is what it would read, of the right questions."""

from dataclasses import replace

from eval.lessons import Case
from eval.tune.replies import Reply, replies, with_fewer_noes
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
    return Case(
        question,
        group,
        answers,
        ["hidden.txt"],
        lambda item: known.get(item.quote),
        lambda claim: False,
        lambda item: "46" if question == QUESTIONS["de"] else None,
    )


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


def test_the_reply_to_a_sentence_that_answers_are_its_key_words_as_far_as_they_are_known() -> None:
    cases = [
        _case(QUESTIONS["de"], "a", answers=True),
        _case(QUESTIONS["en"], "a", answers=True),
        _case(QUESTIONS["de"], "a", answers=False),
        _case(QUESTIONS["en"], "a", answers=False),
        _case(QUESTIONS["en"], "b", answers=True),
    ]
    german, english = (prompt.parts(QUESTIONS[language], EVIDENCE, language) for language in ("de", "en"))
    taught = list(replies(FakeAssistant(), cases, {"a"}))
    assert taught == [
        Reply("de", german, "ja: 46\n"),
        Reply("en", english, "yes:"),
        Reply("de", german, "nein"),
        Reply("en", english, "no"),
    ]
    assert with_fewer_noes(taught) == taught[:3]
