"""What the model is taught to reply: the key words of a sentence that answers, and no to one that does not."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from eval.lessons import Case
from index.query_language import Language
from qa import Assistant, prompt
from qa.question import Asked
from qa.types import Evidence


@dataclass(frozen=True, slots=True)
class Reply:
    """How the reply about a sentence should begin; `parts` are the prompt behind its beginning."""

    language: Language
    parts: tuple[str, str]
    wanted: str

    @property
    def length(self) -> int:
        """In characters, with the prompt."""
        return sum(map(len, (*self.parts, self.wanted)))


def replies(assistant: Assistant, cases: Sequence[Case], groups: Collection[str]) -> Iterator[Reply]:
    """About every sentence that the model sees of each question of these groups and that answers.

    And about the first one that does not: it is the one that is most easily taken for an answer.
    """
    for case in cases:
        if case.group not in groups:
            continue
        known = [
            (asked, item, case.answers(item)) for asked, item in assistant.to_read(case.question, exclude=case.hidden)
        ]
        for asked, item, answers in known:
            if answers:
                key = case.key(item)
                opening = f"{prompt.YES[asked.language]}:"
                yield _reply(asked, item, f"{opening} {key}\n" if key else opening)
        others = [(asked, item) for asked, item, answers in known if answers is False]
        yield from (_reply(asked, item, prompt.NO[asked.language]) for asked, item in others[:1])


def with_fewer_noes(taught: Sequence[Reply]) -> list[Reply]:
    """Without every second reply that says no: there are as many as others, and they have one word to teach."""
    noes = [each for each in taught if each.wanted in prompt.NO.values()]
    left_out = set(noes[1::2])
    return [each for each in taught if each not in left_out]


def _reply(asked: Asked, item: Evidence, wanted: str) -> Reply:
    return Reply(asked.language, prompt.parts(asked.text, item, asked.language), wanted)
