"""What the model is taught with: sentences as it reads them behind a question, and whether they answer."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from eval.lessons import Case
from index.query_language import Language
from qa import Assistant, prompt


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the search found for a question; `parts` are the prompt behind its beginning."""

    language: Language
    parts: tuple[str, str]
    answers: bool

    @property
    def length(self) -> int:
        """In characters, with the question."""
        return sum(map(len, self.parts))


def sentences(assistant: Assistant, cases: Sequence[Case], groups: Collection[str]) -> Iterator[Sentence]:
    """The sentences that the model sees of each question of these groups, as far as it is known whether they answer."""
    for case in cases:
        if case.group not in groups:
            continue
        for asked, evidence in assistant.to_read(case.question, exclude=case.hidden):
            answers = case.answers(evidence)
            if answers is not None:
                yield Sentence(asked.language, prompt.looking_parts(asked.text, evidence, asked.language), answers)
