"""Every text of a review, in German and English."""

from collections.abc import Mapping

from index.query_language import Language

_TEXTS: Mapping[str, Mapping[Language, str]] = {
    "place": {"de": "Vorschlag {number} von {total}", "en": "Proposal {number} of {total}"},
    "de": {"de": "Frage auf Deutsch", "en": "question in German"},
    "en": {"de": "Frage auf Englisch", "en": "question in English"},
    "question": {"de": "Frage:", "en": "Question:"},
    "gold": {"de": "Richtige Antwort:", "en": "Right answer:"},
    "conflicting": {
        "de": "Die Dokumente geben verschiedene Antworten:",
        "en": "The documents give different answers:",
    },
    "not_in_documents": {
        "de": "Steht nicht in den Dokumenten, weil:",
        "en": "Not in the documents, because:",
    },
    "source": {"de": "Quelle:", "en": "Source:"},
    "near": {"de": "Was nahe kommt:", "en": "What comes close:"},
    "accepted": {"de": "schon angenommen", "en": "accepted already"},
    "rejected": {"de": "schon verworfen", "en": "rejected already"},
    "edited": {"de": "geändert, noch nicht angenommen", "en": "edited, not accepted yet"},
    "keys": {
        "de": "[a] annehmen  [e] ändern  [r] verwerfen  [b] zurück  [q] beenden, dann Enter",
        "en": "[a] accept  [e] edit  [r] reject  [b] back  [q] quit, then Enter",
    },
    "separator": {
        "de": "Mehrere Antworten trennt „ | “; eine leere Eingabe lässt alles, wie es ist.",
        "en": "Several answers are separated by “ | ”; an empty line leaves it as it is.",
    },
    "unread": {
        "de": "„{text}“ ist nicht zu lesen als {kind}. Es bleibt, wie es war.",
        "en": "“{text}” cannot be read as {kind}. It stays as it was.",
    },
    "problem": {"de": "So nicht anzunehmen: {problem}", "en": "It cannot be accepted like this: {problem}"},
    "first": {"de": "Das ist der erste Vorschlag.", "en": "This is the first proposal."},
    "summary": {
        "de": "Angenommen: {accepted}, verworfen: {rejected}, offen: {open}. Die Fragen stehen in {output}.",
        "en": "Accepted: {accepted}, rejected: {rejected}, open: {open}. The questions are in {output}.",
    },
    "go_on": {
        "de": "Derselbe Befehl macht hier weiter.",
        "en": "The same command goes on from here.",
    },
    "none": {
        "de": "Aus diesen Dokumenten lässt sich keine Frage bilden, die für sich stehen kann.",
        "en": "No question that stands on its own can be made from these documents.",
    },
    "written": {
        "de": "{count} Vorschläge stehen in {path}. Es sind noch keine Fragen: Niemand hat sie angenommen. "
        "Durchsehen: denselben Befehl in einem Terminal starten.",
        "en": "{count} proposals are in {path}. They are no questions yet: nobody has accepted them. "
        "To review them, start the same command in a terminal.",
    },
    "amount": {"de": "Betrag", "en": "an amount"},
    "count": {"de": "Anzahl", "en": "a count"},
    "percentage": {"de": "Prozentsatz", "en": "a percentage"},
    "date": {"de": "Datum", "en": "a date"},
    "period": {"de": "Zeitraum", "en": "a period"},
    "text": {"de": "Text", "en": "a text"},
}


def text(name: str, language: Language, **values: object) -> str:
    """A text with its values."""
    return _TEXTS[name][language].format(**values)
