"""Every text of the table of stages, in German and English."""

from collections.abc import Mapping

from eval.report.texts import Language

Text = Mapping[Language, str]

TITLE: Text = {
    "de": "Zeit und Speicher: {documents} Dokumente, {sentences} Sätze, {passages} Passagen",
    "en": "Time and memory: {documents} documents, {sentences} sentences, {passages} passages",
}
MACHINE: Text = {
    "de": "{date}, {processor}, {cores} Kerne, {memory} GB Speicher, Fragen: {questions}. `python -m eval speed`",
    "en": "{date}, {processor}, {cores} cores, {memory} GB memory, questions: {questions}. `python -m eval speed`",
}
HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "de": ("Abschnitt", "Beleg kalt", "Beleg warm", "Maßstab", "kalt", "warm", "Beleg : Maßstab"),
    "en": ("stage", "Beleg cold", "Beleg warm", "yardstick", "cold", "warm", "Beleg : yardstick"),
}
STAGES: Mapping[str, Text] = {
    "read": {"de": "alle Dateien lesen", "en": "read all files"},
    "segment": {"de": "Sätze und Passagen abgrenzen", "en": "segment into sentences and passages"},
    "embed": {"de": "alle Passagen und Sätze einbetten", "en": "embed all passages and sentences"},
    "index": {"de": "Index bauen und sichern", "en": "build and store the index"},
    "search": {"de": "eine Frage suchen", "en": "search for one question"},
    "first_token": {"de": "bis zum ersten Wort", "en": "to the first token"},
    "answer": {"de": "bis zur geprüften Antwort", "en": "to the checked answer"},
    "verify": {"de": "eine Antwort prüfen", "en": "verify one answer"},
    "memory": {"de": "Speicher des Prozesses (Spitze)", "en": "memory of the process (peak)"},
}
YARDSTICKS: Mapping[str, Text] = {
    "read": dict.fromkeys(("de", "en"), "`pypdfium2`, `trafilatura`, `python-docx`"),
    "segment": {"de": "`sentencex`, nur Sätze", "en": "`sentencex`, sentences alone"},
    "embed": dict.fromkeys(("de", "en"), "`SentenceTransformer.encode`, float32"),
    "index": {"de": "`faiss` und `bm25s`, gesichert", "en": "`faiss` and `bm25s`, stored"},
    "search": {"de": "`encode`, `faiss`, `bm25s`", "en": "`encode`, `faiss`, `bm25s`"},
    "first_token": {"de": "`Llama`, dieselben Prompts", "en": "`Llama`, the same prompts"},
    "answer": {"de": "`Llama`, ebenso viele Tokens", "en": "`Llama`, as many tokens"},
    "verify": {"de": "keiner: keine Bibliothek prüft", "en": "none: no library checks"},
    "memory": {"de": "die Bibliotheken zusammen", "en": "the libraries together"},
}
NOTES: Mapping[Language, tuple[str, ...]] = {
    "de": (
        "Kalt: das erste Mal in einem neuen Prozess, mit dem Laden dessen, was der Abschnitt als erster braucht (was "
        "das Betriebssystem an Dateien im Speicher hält, bleibt). Warm: Median der weiteren Male. Beleg und Maßstab "
        "laufen abwechselnd, jeder in seinem Prozess. Das Verhältnis gilt warm; unter 1 ist Beleg schneller oder "
        "kleiner.",
        "Lesen: bei Beleg mit Seiten, Titel, Herausgeber, Datum und Sprache; der Maßstab zieht aus denselben Dateien "
        "nur Text heraus. Abgrenzen: bei Beleg mit Abkürzungen, Überschriften, Passagen und deren "
        "Stellen; der Maßstab teilt dieselben Texte. Prüfen: dafür gibt es keine Bibliothek.",
        "Einbetten: Beleg rechnet in bfloat16, wo der Prozessor es kann, und macht die Vektoren der Sätze mit. Index: "
        "bei Beleg mit Abgrenzen, SQLite und Prüfsummen. Bis zum ersten Wort: mit Suche und dem Urteil über jeden "
        "gezeigten Satz; `Llama` liest dieselben Prompts nacheinander und behält von sich aus, was sie gemeinsam "
        "beginnen. Antwort: bei Beleg mit Grammatik, Prüfung und Blick auf widersprechende Dokumente.",
    ),
    "en": (
        "Cold: the first time in a new process, with loading what the stage is the first to need (files that the "
        "operating system keeps in memory stay there). Warm: the median of the further times. Beleg and yardstick take "
        "turns, each in its own process. The ratio is of warm times; below 1 Beleg is faster or smaller.",
        "Read: for Beleg with pages, title, publisher, date and language; from the same files the yardstick only "
        "extracts text. Segment: for Beleg with abbreviations, headings, passages and their places; the "
        "yardstick splits the same texts. Verify: there is no library for it.",
        "Embed: Beleg computes in bfloat16 where the processor can, and makes the vectors of sentences as well. Index: "
        "for Beleg with segmenting, SQLite and checksums. To the first token: with search and the verdict on each "
        "sentence shown; `Llama` reads the same prompts one after the other and by itself keeps what they begin with "
        "in common. Answer: for Beleg with grammar, checks, and a look at documents that contradict.",
    ),
}
