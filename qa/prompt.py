"""What the language model reads, and the grammar of what it may write.

Each sentence is put to the model alone: does it answer the question? The beginning (task and examples) is
the same for every question of a language, so that its state is kept. To look at several sentences the question
comes first, which is then read once. About the sentence that is chosen the model writes; there the question comes
last, so that the model also says how likely it is after the sentence. A reply is "no", or three parts:

    yes: key words from the sentence
    A short sentence that answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.query_language import Language
from qa.question import question_kind
from qa.types import Evidence

_LONGEST = 3000
"""Characters of a sentence that the model sees; only a table or a list is longer."""

TAIL = "<|im_end|>\n<|im_start|>assistant\n"

YES: dict[Language, str] = {"de": "ja", "en": "yes"}
NO: dict[Language, str] = {"de": "nein", "en": "no"}
VERDICTS: dict[Language, tuple[str, str]] = {"de": ("Ja", "Nein"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True)
class Example:
    """A worked question: a sentence, and the reply that is wanted; None for "no"."""

    question: str
    sentence: str
    reply: tuple[str, str] | None = None


_TASK: dict[Language, str] = {
    "de": (
        "Du prüfst, ob ein Satz aus einem Dokument eine Frage beantwortet. Nennt der Satz genau das, wonach gefragt"
        " ist, schreibe ja und dahinter die Wörter des Satzes, die antworten, so kurz wie möglich. Schreibe in die"
        " nächste Zeile einen kurzen deutschen Satz, der die Frage damit beantwortet. Spricht der Satz von einer"
        " anderen Sache, Person oder Zeit, oder fehlt die gefragte Angabe, schreibe nein."
    ),
    "en": (
        "You check whether a sentence from a document answers a question. If the sentence states exactly what is"
        " asked for, write yes and after it the words of the sentence that answer, as few as possible. On the next"
        " line write a short English sentence that answers the question with them. If the sentence speaks of another"
        " thing, person or time, or if what is asked for is missing, write no."
    ),
}
_QUESTION: dict[Language, str] = {"de": "Frage", "en": "Question"}
_SENTENCE: dict[Language, str] = {"de": "Satz", "en": "Sentence"}
_EXAMPLES: dict[Language, tuple[Example, ...]] = {
    "de": (
        Example(
            "Wie viel kostete der Umbau der Bibliothek?",
            "Den Umbau bezahlte das Land mit 3,2 Mio. Euro, die Leitung übernahm Dr. Petra Lindner.",
            ("3,2 Mio. Euro", "Der Umbau der Bibliothek kostete 3,2 Mio. Euro."),
        ),
        Example("Wer war 2009 Vorsitzende des Vereins?", "Vorsitzende des Vereins ist seit 2015 Maria Anders."),
        Example(
            "Wie viele Menschen arbeiten beim Betreiber der Fähre?",
            "It is run by the Norby Harbour Trust, which employs 46 people.",
            ("46 people", "Beim Betreiber der Fähre arbeiten 46 Menschen."),
        ),
        Example("Wie hoch ist der Mitgliedsbeitrag?", "Der Verein hat 120 Mitglieder."),
        Example(
            "Wozu wurde das Moor unter Schutz gestellt?",
            "Das Moor wurde 1998 unter Schutz gestellt, um seltene Vögel zu erhalten.",
            ("um seltene Vögel zu erhalten", "Das Moor wurde geschützt, um seltene Vögel zu erhalten."),
        ),
        Example(
            "Mit welchem Betrag fördert die Stiftung das Theater?",
            "Die Stiftung förderte das Museum von 2011 bis 2014 mit 800.000 Euro.",
        ),
        Example(
            "Kann man den Turm besichtigen?",
            "Der Turm ist seit 2004 für Besucher geschlossen.",
            ("seit 2004 für Besucher geschlossen", "Nein, der Turm ist seit 2004 für Besucher geschlossen."),
        ),
    ),
    "en": (
        Example(
            "How much did the conversion of the library cost?",
            "The conversion was paid by the state with EUR 3.2 million and led by Dr Petra Lindner.",
            ("EUR 3.2 million", "The conversion of the library cost EUR 3.2 million."),
        ),
        Example("Who chaired the club in 2009?", "Maria Anders has been chair of the club since 2015."),
        Example(
            "How many people work for the operator of the ferry?",
            "Betrieben wird sie vom Hafenverein Norby, der 46 Menschen beschäftigt.",
            ("46 Menschen", "The operator of the ferry employs 46 people."),
        ),
        Example("How high is the membership fee?", "The club has 120 members."),
        Example(
            "Why was the moor placed under protection?",
            "The moor was placed under protection in 1998 to preserve rare birds.",
            ("to preserve rare birds", "The moor was placed under protection to preserve rare birds."),
        ),
        Example(
            "How much does the foundation give to the theatre?",
            "From 2011 to 2014 the foundation supported the museum with 800,000 euros.",
        ),
        Example(
            "Can the tower be visited?",
            "The tower has been closed to visitors since 2004.",
            ("closed to visitors since 2004", "No, the tower has been closed to visitors since 2004."),
        ),
    ),
}


def prefix(language: Language) -> str:
    """The beginning that all prompts of a language share; our own text, with control tokens."""
    return _beginning(language, [asked(e.sentence, e.question, language) for e in _EXAMPLES[language]])


def parts(question: str, evidence: Evidence, language: Language) -> tuple[str, str]:
    """Other people's text: the sentence, and the question."""
    return _sentence(_shown(evidence), language), _question(question)


def looking_prefix(language: Language) -> str:
    """As `prefix`, where the question comes first."""
    return _beginning(language, [_question_first(e.question, language) + f" {e.sentence}" for e in _EXAMPLES[language]])


def looking_parts(question: str, evidence: Evidence, language: Language) -> tuple[str, str]:
    """Other people's text: the question, and the sentence."""
    return _question_first(question, language), f" {_shown(evidence)}"


def beginning(task: str, examples: Iterable[tuple[str, str]]) -> str:
    """A task and what was asked and answered before, up to where the next one asks; with control tokens."""
    turns = "".join(f"<|im_start|>user\n{asked}{TAIL}{reply}<|im_end|>\n" for asked, reply in examples)
    return f"<|im_start|>system\n{task}<|im_end|>\n{turns}<|im_start|>user\n"


def asked(sentence: str, question: str, language: Language) -> str:
    """A question about a sentence."""
    return _sentence(sentence, language) + _question(question)


def _beginning(language: Language, asked: Sequence[str]) -> str:
    replies = (
        f"{YES[language]}: " + "\n".join(example.reply) if example.reply else NO[language]
        for example in _EXAMPLES[language]
    )
    return beginning(_TASK[language], zip(asked, replies, strict=True))


def _sentence(sentence: str, language: Language) -> str:
    return f"{_SENTENCE[language]}: {sentence}\n{_QUESTION[language]}:"


def _question(question: str) -> str:
    return f" {_flat(question)}"


def _question_first(question: str, language: Language) -> str:
    return f"{_QUESTION[language]}: {_flat(question)}\n{_SENTENCE[language]}:"


def _shown(evidence: Evidence) -> str:
    """The sentence, with the one before it where it points back at that."""
    context = f"({evidence.context}) " if evidence.context else ""
    return _flat(context + evidence.quote)[:_LONGEST]


def _flat(text: str) -> str:
    return " ".join(text.split())


def grammar(question: str, language: Language) -> str:
    """GBNF of the reply to a sentence that answers; the one to a yes-or-no question begins with yes or no."""
    verdicts = " | ".join(f'"{word}, "' for word in VERDICTS[language])
    opening = f"({verdicts}) " if question_kind(question, language) == "yes_no" else ""
    return f'root ::= "{YES[language]}: " words "\\n" {opening}words\nwords ::= [^\\n]+\n'
