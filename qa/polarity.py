"""Whether it is yes or no that follows from a sentence, asked of the language model by itself.

What a small model writes first is no guide: of 55 replies about a sentence that decided the question, 36 began with
the right word and 17 with the wrong one. Asked for that word alone, with worked examples of each, and believed only
where it is sure, it said the right word 27 times and the wrong one 5 times (questions of the development sets, by
which the two bounds were chosen).
"""

from index.query_language import Language
from qa.prompt import VERDICTS, asked, beginning

YES_FROM, NO_UNTIL = 0.8, -0.3
"""Log-odds of yes against no; between them nothing is said."""

_UNCLEAR: dict[Language, str] = {"de": "Unklar", "en": "Unclear"}

_TASK: dict[Language, str] = {
    "de": (
        "Du liest einen Satz aus einem Dokument und eine Frage, auf die man mit Ja oder Nein antwortet. Folgt aus dem"
        " Satz, dass es so ist, schreibe Ja. Folgt aus ihm, dass es nicht so ist, schreibe Nein. Sagt der Satz dazu"
        " nichts, schreibe Unklar."
    ),
    "en": (
        "You read a sentence from a document and a question that is answered with yes or no. If it follows from the"
        " sentence that it is so, write Yes. If it follows that it is not so, write No. If the sentence does not say,"
        " write Unclear."
    ),
}
_EXAMPLES: dict[Language, tuple[tuple[str, str, bool | None], ...]] = {
    "de": (
        ("Der Turm ist seit 2004 für Besucher geschlossen.", "Kann man den Turm besichtigen?", False),
        (
            "Die Bibliothek wird seit 1998 von der Stadt und dem Land gemeinsam bezahlt.",
            "Trägt das Land etwas zur Bibliothek bei?",
            True,
        ),
        ("Das Museum zählte 2019 rund 40.000 Gäste.", "Ist der Eintritt ins Museum frei?", None),
        ("Erst 2015 kam Norby als fünfte Gemeinde hinzu.", "War Norby von Anfang an Mitglied?", False),
        ("Der Vertrag gilt ohne zeitliche Begrenzung.", "Läuft der Vertrag irgendwann aus?", False),
        ("The ferry also carries bicycles free of charge.", "Darf man auf der Fähre Räder mitnehmen?", True),
        ("Dr. Petra Lindner leitete den Umbau.", "Leitet Petra Lindner auch den Verein?", None),
        (
            "Neben Ärzten gehören dem Rat drei Vertreter der Patienten an.",
            "Sitzen auch Patienten im Rat?",
            True,
        ),
    ),
    "en": (
        ("The tower has been closed to visitors since 2004.", "Can the tower be visited?", False),
        (
            "Since 1998 the library has been paid for by the city and the state together.",
            "Does the state contribute anything to the library?",
            True,
        ),
        ("The museum had about 40,000 visitors in 2019.", "Is admission to the museum free?", None),
        ("Norby joined as the fifth municipality only in 2015.", "Was Norby a member from the start?", False),
        ("The contract has no time limit.", "Will the contract run out at some point?", False),
        ("Die Fähre befördert auch Fahrräder kostenlos.", "May bicycles be taken on the ferry?", True),
        ("Dr Petra Lindner led the conversion.", "Does Petra Lindner also lead the club?", None),
        (
            "Besides doctors, three representatives of the patients belong to the council.",
            "Are there patients on the council?",
            True,
        ),
    ),
}


def prefix(language: Language) -> str:
    """The beginning that all prompts of a language share; what follows is `qa.prompt.parts`."""
    yes, no = VERDICTS[language]
    words = {True: yes, False: no, None: _UNCLEAR[language]}
    turns = [(asked(sentence, question, language), words[so]) for sentence, question, so in _EXAMPLES[language]]
    return beginning(_TASK[language], turns)


def decided(log_odds: float) -> bool | None:
    """Whether it is so, if the model is sure."""
    return True if log_odds >= YES_FROM else False if log_odds <= NO_UNTIL else None
