"""Every text of the page, in German and English. Nothing that a person reads stands elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; `{}` in them is filled by the caller."""

    language: Language
    other_language: Language
    other_language_name: str
    switch_language: str

    ask_tab: str
    documents_tab: str
    welcome: str
    promise: str
    examples: str
    question: str
    question_hint: str
    send: str
    stop: str

    models_loading: str
    models_failed: str
    waiting: str
    searching: str
    writing: str
    checked: str
    refused: str
    conflicting: str
    stopped: str
    failed: str

    found: str
    citations: str
    citations_by_date: str
    nearest: str
    supported: str
    derived: str
    unsupported: str
    seconds: str
    open_source: str
    citation_number: str

    source: str
    close: str
    excerpt: str
    undated: str
    page: str

    documents_reading: str
    documents_one: str
    documents_many: str
    no_documents: str
    no_documents_hint: str
    title: str
    publisher: str
    published: str
    document_language: str
    pages: str
    path: str
    unknown: str
    failures: str
    reason: str

    shipped_examples: tuple[str, ...]


GERMAN = Texts(
    language="de",
    other_language="en",
    other_language_name="English",
    switch_language="Switch to English",
    ask_tab="Fragen",
    documents_tab="Dokumente",
    welcome="Fragen Sie Ihre Dokumente.",
    promise="Jede Aussage kommt mit dem wörtlichen Satz, auf dem sie beruht. "
    "Was die Dokumente nicht sagen, sagt auch Beleg nicht. Nichts verlässt diesen Rechner.",
    examples="Zum Beispiel",
    question="Ihre Frage",
    question_hint="Was möchten Sie wissen?",
    send="Fragen",
    stop="Anhalten",
    models_loading="Modelle werden geladen …",
    models_failed="Beleg konnte nicht geöffnet werden.",
    waiting="Modelle werden geladen. Ihre Frage wartet so lange.",
    searching="Die Dokumente werden durchsucht …",
    writing="Antwort wird geschrieben, noch ungeprüft …",
    checked="Geprüft an den Dokumenten",
    refused="Ohne Beleg keine Antwort",
    conflicting="Geprüft, die Quellen gehen auseinander",
    stopped="Angehalten. Es gibt keine geprüfte Antwort.",
    failed="Die Frage konnte nicht beantwortet werden.",
    found="Das steht in den Dokumenten",
    citations="Belege",
    citations_by_date="Belege, neueste zuerst",
    nearest="Am nächsten kommen diese Sätze",
    supported="belegt",
    derived="berechnet",
    unsupported="nicht belegt",
    seconds="{} s",
    open_source="Im Dokument zeigen",
    citation_number="Beleg {}",
    source="Quelle",
    close="Schließen",
    excerpt="Langes Dokument: Gezeigt wird der Teil um die Fundstelle.",
    undated="ohne Datum",
    page="Seite {}",
    documents_reading="Die Dokumente werden gelesen …",
    documents_one="1 Dokument",
    documents_many="{} Dokumente",
    no_documents="Noch keine Dokumente",
    no_documents_hint="Legen Sie Dateien (.txt, .md, .html, .pdf, .docx) in den Ordner und starten Sie Beleg neu.",
    title="Titel",
    publisher="Herausgeber",
    published="Datum",
    document_language="Sprache",
    pages="Seiten",
    path="Datei",
    unknown="unbekannt",
    failures="Nicht gelesen",
    reason="Grund",
    shipped_examples=(
        "Wie hoch ist die Förderung der MII ab 2023?",
        "Wie viele Standorte beteiligen sich am NUM?",
        "Wann wurde das NUM gegründet?",
    ),
)

ENGLISH = Texts(
    language="en",
    other_language="de",
    other_language_name="Deutsch",
    switch_language="Auf Deutsch umschalten",
    ask_tab="Ask",
    documents_tab="Documents",
    welcome="Ask your documents.",
    promise="Every statement comes with the verbatim sentence it rests on. "
    "What the documents do not say, Beleg does not say. Nothing leaves this machine.",
    examples="For example",
    question="Your question",
    question_hint="What would you like to know?",
    send="Ask",
    stop="Stop",
    models_loading="Models are loading …",
    models_failed="Beleg could not be opened.",
    waiting="Models are loading. Your question waits for them.",
    searching="Searching the documents …",
    writing="Writing the answer, not yet checked …",
    checked="Checked against the documents",
    refused="No receipt, no answer",
    conflicting="Checked, the sources differ",
    stopped="Stopped. There is no checked answer.",
    failed="The question could not be answered.",
    found="What the documents say",
    citations="Receipts",
    citations_by_date="Receipts, newest first",
    nearest="These sentences come closest",
    supported="supported",
    derived="calculated",
    unsupported="not supported",
    seconds="{} s",
    open_source="Show in the document",
    citation_number="Receipt {}",
    source="Source",
    close="Close",
    excerpt="Long document: the part around the cited sentence is shown.",
    undated="undated",
    page="Page {}",
    documents_reading="Reading the documents …",
    documents_one="1 document",
    documents_many="{} documents",
    no_documents="No documents yet",
    no_documents_hint="Put files (.txt, .md, .html, .pdf, .docx) into the folder and start Beleg again.",
    title="Title",
    publisher="Publisher",
    published="Date",
    document_language="Language",
    pages="Pages",
    path="File",
    unknown="unknown",
    failures="Not read",
    reason="Reason",
    shipped_examples=(
        "How much funding does the MII get from 2023?",
        "How many sites take part in the NUM?",
        "When was the NUM founded?",
    ),
)

TEXTS: Mapping[str, Texts] = {"de": GERMAN, "en": ENGLISH}


def texts_for(chosen: str | None, accept_language: str | None) -> Texts:
    """The texts of the language that was chosen, else of the first one that the browser names and Beleg has.

    `accept_language` is the header of that name (RFC 9110, 12.5.4), whose order browsers keep by weight.
    """
    if chosen and chosen in TEXTS:
        return TEXTS[chosen]
    for entry in (accept_language or "").split(","):
        language = entry.split(";")[0].strip()[:2].lower()
        if language in TEXTS:
            return TEXTS[language]
    return ENGLISH
