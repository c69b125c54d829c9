"""What the language model reads, and the grammar of what it may write.

The beginning (task and examples) is the same for every question of a language, so that its state is kept;
the evidence follows, the question comes last. One answer is one or two claims, each of two lines:

    key words from a sentence [its number]
    A short sentence that answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.query_language import Language
from qa.types import Evidence

MAX_CLAIMS = 2
TAIL = "<|im_end|>\n<|im_start|>assistant\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked question: its sentences, and the reply that is wanted."""

    sentences: tuple[str, ...]
    question: str
    reply: str


_TASK: dict[Language, str] = {
    "de": (
        "Du beantwortest eine Frage nur aus den nummerierten Sätzen. Schreibe zuerst die Wörter, die die Frage"
        " beantworten, genau so, wie sie in einem der Sätze stehen, so kurz wie möglich, und dahinter die Nummer"
        " dieses Satzes. Schreibe in die nächste Zeile einen kurzen deutschen Satz, der die Frage damit"
        " beantwortet. Steht die Antwort in keinem der Sätze, schreibe: keine Angabe [0]"
    ),
    "en": (
        "You answer a question from the numbered sentences only. First write the words that answer the question,"
        " exactly as they stand in one of the sentences, as few as possible, and after them the number of that"
        " sentence. On the next line write a short English sentence that answers the question with them. If no"
        " sentence holds the answer, write: not stated [0]"
    ),
}
_QUESTION: dict[Language, str] = {"de": "Frage", "en": "Question"}
_EXAMPLES: dict[Language, tuple[Example, ...]] = {
    "de": (
        Example(
            (
                "Die Stadtbibliothek Falkenau wurde 1911 im alten Rathaus eröffnet.",
                "Im Jahr 2019 zählte die Bibliothek rund 84.000 Besuche.",
                "Den Umbau bezahlte das Land mit 3,2 Mio. Euro, die Leitung übernahm Dr. Petra Lindner.",
            ),
            "Wie viel kostete der Umbau der Bibliothek?",
            "3,2 Mio. Euro [3]\nDer Umbau der Bibliothek kostete 3,2 Mio. Euro.",
        ),
        Example(
            (
                "The ferry line between Norby and Estholm was opened on 4 May 1987.",
                "It is run by the Norby Harbour Trust, which employs 46 people.",
            ),
            "Wie viele Menschen arbeiten beim Betreiber der Fähre?",
            "46 people [2]\nBeim Betreiber der Fähre arbeiten 46 Menschen.",
        ),
        Example(
            (
                "Der Verein hat 120 Mitglieder.",
                "Vorsitzende ist seit 2015 Maria Anders.",
                "Das Sommerfest findet im Juni statt.",
            ),
            "Wie hoch ist der Mitgliedsbeitrag?",
            "keine Angabe [0]",
        ),
        Example(
            (
                "Es liegt zwischen Elm und Haar.",
                "Das Moor wurde 1998 unter Schutz gestellt, um seltene Vögel zu erhalten.",
            ),
            "Wozu wurde das Moor unter Schutz gestellt?",
            "um seltene Vögel zu erhalten [2]\nDas Moor wurde unter Schutz gestellt, um seltene Vögel zu erhalten.",
        ),
        Example(
            ("Die Führung dauert 40 Minuten.", "Der Turm ist seit 2004 für Besucher geschlossen."),
            "Kann man den Turm besichtigen?",
            "seit 2004 für Besucher geschlossen [2]\nNein, der Turm ist seit 2004 für Besucher geschlossen.",
        ),
    ),
    "en": (
        Example(
            (
                "The town library of Falkenau was opened in 1911 in the old town hall.",
                "In 2019 the library counted about 84,000 visits.",
                "The conversion was paid by the state with EUR 3.2 million and led by Dr Petra Lindner.",
            ),
            "How much did the conversion of the library cost?",
            "EUR 3.2 million [3]\nThe conversion of the library cost EUR 3.2 million.",
        ),
        Example(
            (
                "Die Fähre zwischen Norby und Estholm wurde am 4. Mai 1987 eröffnet.",
                "Betrieben wird sie vom Hafenverein Norby, der 46 Menschen beschäftigt.",
            ),
            "How many people work for the operator of the ferry?",
            "46 Menschen [2]\nThe operator of the ferry employs 46 people.",
        ),
        Example(
            (
                "The club has 120 members.",
                "Maria Anders has been its chair since 2015.",
                "The summer party takes place in June.",
            ),
            "How high is the membership fee?",
            "not stated [0]",
        ),
        Example(
            (
                "It lies between Elm and Haar.",
                "The moor was placed under protection in 1998 to preserve rare birds.",
            ),
            "Why was the moor placed under protection?",
            "to preserve rare birds [2]\nThe moor was placed under protection to preserve rare birds.",
        ),
        Example(
            ("The tour takes 40 minutes.", "The tower has been closed to visitors since 2004."),
            "Can the tower be visited?",
            "closed to visitors since 2004 [2]\nNo, the tower has been closed to visitors since 2004.",
        ),
    ),
}


def prefix(language: Language) -> str:
    """The beginning that all prompts of a language share; our own text, with control tokens."""
    turns = [f"<|im_start|>system\n{_TASK[language]}<|im_end|>\n"]
    for example in _EXAMPLES[language]:
        numbered = [(number, "", text) for number, text in enumerate(example.sentences, start=1)]
        turns.append(
            f"<|im_start|>user\n{_user(numbered, example.question, language)}{TAIL}{example.reply}<|im_end|>\n"
        )
    return "".join(turns) + "<|im_start|>user\n"


def user(evidence: Sequence[Evidence], question: str, language: Language) -> str:
    """The part of the prompt that holds other people's text: sentences first, the question last.

    The best sentence stands nearest to the question: it was quoted for 35 instead of 32 of 46
    questions of the project's own set, which is within noise.
    """
    worst_first = sorted(evidence, key=lambda item: -item.number)
    return _user([(item.number, item.context, item.quote) for item in worst_first], question, language)


def _user(sentences: Sequence[tuple[int, str, str]], question: str, language: Language) -> str:
    lines = [f"[{number}] {_flat(f'({context}) {text}' if context else text)}\n" for number, context, text in sentences]
    return "".join(lines) + f"\n{_QUESTION[language]}: {_flat(question)}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def grammar(numbers: Sequence[int]) -> str:
    """GBNF of a reply that can only name the given sentences, or none of them with `[0]`."""
    known = " | ".join(f'"{number}"' for number in numbers)
    more = f'("\\n" claim){{0,{MAX_CLAIMS - 1}}}'
    return (
        f"root ::= none | claim {more}\n"
        'none ::= ("keine Angabe" | "not stated") " [0]"\n'
        f'claim ::= words " [" ({known}) "]\\n" words\n'
        "words ::= [^\\n\\[\\]]+\n"
    )
