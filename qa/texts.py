"""Every sentence of Beleg's own that an answer can hold, in both languages."""

from index.query_language import Language

TEXTS: dict[str, dict[Language, str]] = {
    "not_in_documents": {
        "de": "Das steht nicht in den Dokumenten.",
        "en": "The documents do not say.",
    },
    "part_not_in_documents": {
        "de": "Auf „{part}“ antworten die Dokumente nicht.",
        "en": "To “{part}” the documents have no answer.",
    },
    "nearest": {"de": "Am nächsten kommen dem:", "en": "The nearest sentences are:"},
    "page": {"de": "Seite", "en": "page"},
    "no_documents": {
        "de": "Es gibt noch keine Dokumente, in denen gesucht werden kann.",
        "en": "There are no documents to search in yet.",
    },
    "the_document_says": {
        "de": "Im Dokument steht: „{quote}“",
        "en": "The document says: “{quote}”",
    },
    "key_and_quote": {
        "de": "{key} – im Dokument steht: „{quote}“",
        "en": "{key} – the document says: “{quote}”",
    },
    "stands_for": {
        "de": "{short} steht für „{form}“.",
        "en": "{short} stands for “{form}”.",
    },
    "conflict": {
        "de": "Die Dokumente unterscheiden sich: {values}.",
        "en": "The documents differ: {values}.",
    },
    "undated": {"de": "ohne Datum", "en": "no date"},
    "undated_mentions": {"de": "ohne Datum, nennt den {date}", "en": "no date, mentions {date}"},
}


def text(name: str, language: Language, **values: str) -> str:
    """A text with its values filled in. Raises KeyError for a name that is not there."""
    return TEXTS[name][language].format(**values)
