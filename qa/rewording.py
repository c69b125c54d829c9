"""What the language model reads to word a follow-up question as one that stands alone."""

from dataclasses import dataclass

from index.query_language import Language
from qa.types import Turn

_LONGEST_ANSWER = 400
"""Characters of the earlier answer that the model sees."""

GRAMMAR = 'root ::= [^\\n?]+ "?"\n'


@dataclass(frozen=True, slots=True)
class Example:
    """A worked follow-up: the turn before it, what was asked then, and the same asked in full."""

    before: Turn
    question: str
    full: str


_TASK: dict[Language, str] = {
    "de": (
        "Du formulierst eine Anschlussfrage so um, dass man sie ohne die Frage davor versteht: Setze für Wörter wie"
        " er, sie, es, dort oder dafür ein, was gemeint ist, und ergänze, was fehlt. Alles andere bleibt, wie es ist."
    ),
    "en": (
        "You reword a follow-up question so that it can be understood without the question before it: put in what"
        " words like it, they, he, there or that stand for, and add what is missing. Everything else stays as it is."
    ),
}
_LABELS: dict[Language, tuple[str, str, str]] = {
    "de": ("Frage davor", "Antwort", "Anschlussfrage"),
    "en": ("Question before", "Answer", "Follow-up question"),
}
_EXAMPLES: dict[Language, tuple[Example, ...]] = {
    "de": (
        Example(
            Turn("Wann wurde die Stadtbücherei Norby eröffnet?", "Die Stadtbücherei Norby wurde 1998 eröffnet."),
            "Und wer leitet sie?",
            "Wer leitet die Stadtbücherei Norby?",
        ),
        Example(
            Turn("Wie viele Mitglieder hatte der Ruderverein 2010?", "Der Ruderverein hatte 2010 120 Mitglieder."),
            "Und 2015?",
            "Wie viele Mitglieder hatte der Ruderverein 2015?",
        ),
        Example(
            Turn("Wer betreibt die Fähre?", "Die Fähre betreibt der Hafenverein Norby."),
            "Wie viele Menschen arbeiten dort?",
            "Wie viele Menschen arbeiten beim Hafenverein Norby?",
        ),
        Example(
            Turn("How many members does the association have?", "The association has 48 members."),
            "Seit wann gibt es ihn?",
            "Seit wann gibt es den Verband?",
        ),
        Example(
            Turn("Wer war 2009 Vorsitzende des Theatervereins?", "Vorsitzende war 2009 Maria Anders."),
            "Und seine Adresse?",
            "Wie lautet die Adresse des Theatervereins?",
        ),
    ),
    "en": (
        Example(
            Turn("When was the Norby town library opened?", "The Norby town library was opened in 1998."),
            "And who runs it?",
            "Who runs the Norby town library?",
        ),
        Example(
            Turn("How many members did the rowing club have in 2010?", "The rowing club had 120 members in 2010."),
            "And in 2015?",
            "How many members did the rowing club have in 2015?",
        ),
        Example(
            Turn("Who operates the ferry?", "The ferry is operated by the Norby Harbour Trust."),
            "How many people work there?",
            "How many people work at the Norby Harbour Trust?",
        ),
        Example(
            Turn("Wie viele Mitglieder hat der Verband?", "Der Verband hat 48 Mitglieder."),
            "Since when has it existed?",
            "Since when has the association existed?",
        ),
        Example(
            Turn("Who chaired the theatre club in 2009?", "Maria Anders chaired the theatre club in 2009."),
            "And its address?",
            "What is the address of the theatre club?",
        ),
    ),
}


def prefix(language: Language) -> str:
    """The beginning that all follow-ups of a language share; our own text, with control tokens."""
    turns = [f"<|im_start|>system\n{_TASK[language]}<|im_end|>\n"]
    for example in _EXAMPLES[language]:
        asked = part(example.question, example.before, language)
        turns.append(f"<|im_start|>user\n{asked}<|im_end|>\n<|im_start|>assistant\n{example.full}<|im_end|>\n")
    return "".join(turns) + "<|im_start|>user\n"


def part(question: str, before: Turn, language: Language) -> str:
    """Other people's text: the turn before, and the question that follows it up."""
    asked, answered, follows = _LABELS[language]
    answer = " ".join(before.answer.split())[:_LONGEST_ANSWER]
    return f"{asked}: {before.question}\n{answered}: {answer}\n{follows}: {question}"
