"""Every text of the table of pipelines, in German and English."""

from collections.abc import Mapping, Sequence

from eval.report.texts import Language

HEADINGS: Mapping[Language, tuple[str, ...]] = {
    "de": (
        "Verfahren",
        "richtig (der beantwortbaren)",
        "zu Unrecht beantwortet (der nicht beantwortbaren)",
        "zu Unrecht abgelehnt (der beantwortbaren)",
        "wörtlich belegt (der Antworten)",
        "Zeit je Frage (Median)",
        "Speicher (Spitze)",
    ),
    "en": (
        "pipeline",
        "right (of the answerable)",
        "false answers (of the unanswerable)",
        "refused (of the answerable)",
        "quoted verbatim (of the answers)",
        "time per question (median)",
        "memory (peak)",
    ),
}

TITLE: Mapping[Language, str] = {
    "de": "Beleg neben anderen Verfahren: {set}, {questions} Fragen ({answerable} beantwortbar), {documents} Dokumente",
    "en": "Beleg beside other pipelines: {set}, {questions} questions ({answerable} answerable), {documents} documents",
}

NOTES: Mapping[Language, Sequence[str]] = {
    "de": (
        "In Klammern stehen 95-%-Intervalle aus einem Bootstrap über Dokumente. Gefragt sind nur Fragen, die für sich "
        "stehen.",
        "Gleich für alle sind der gelesene Text der Dokumente, der Satzkodierer mit seinen Präfixen, die Modelldatei "
        "(GGUF), die Zahl der Prozessorkerne und die Wahl des wahrscheinlichsten Wortes (Temperatur 0). Alles andere "
        "ist so, wie die Dokumentation von txtai (RAG-Schnellstart) und LlamaIndex (Einstieg mit lokalen Modellen) es "
        "zeigt: Prompts, Abschnitte, Zahl der Fundstellen. Wie Dateien gelesen werden, wird nicht verglichen.",
        "Richtig: Dieselbe Funktion vergleicht bei allen nur den Text der Antwort mit der erwarteten Angabe. Was sonst "
        "noch in der Antwort steht, zählt nicht; das begünstigt lange Antworten. Bei widersprüchlichen Dokumenten "
        "genügt es, dass alle Werte genannt sind.",
        "Abgelehnt: Die Antwort ist leer oder enthält eine der festen Wendungen aus eval/peers/scoring.py.",
        "Wörtlich belegt: Beleg gibt zu jeder Antwort Zitate; sie müssen so in den Dokumenten stehen. Die anderen "
        "geben keine; bei ihnen zählt, ob die ganze Antwort so in einer Fundstelle steht, und sei sie nur eine Zahl. "
        "Ob das Zitat die Antwort stützt, wird hier nicht verglichen.",
        "Zeit und Speicher: jedes Verfahren in einem eigenen Prozess, der die Dokumente neu indexiert; ohne diese "
        "Vorbereitung. txtai legt von sich aus den ganzen Kontext des Modells im Speicher an.",
    ),
    "en": (
        "In brackets are 95 % intervals from a bootstrap over documents. Only questions that stand for themselves are "
        "asked.",
        "The same for all: the text of the documents as read, the sentence encoder with its prefixes, the model file "
        "(GGUF), the number of processor cores, and taking the likeliest token (temperature 0). All else is as the "
        "documentation of txtai (RAG quick start) and LlamaIndex (starter with local models) shows it: their prompts, "
        "their chunks, their number of passages. How they read files is not compared.",
        "Right: one function compares nothing but the answer's text with the gold, for all. What else an answer says "
        "is not looked at, which favours long answers. Where documents conflict, naming all values is enough.",
        "Refused: the answer is empty, or has one of the fixed phrases of eval/peers/scoring.py.",
        "Quoted verbatim: Beleg gives quotes with each answer, and they must stand like that in the documents. The "
        "others give none; counted is whether the whole answer stands like that in a passage, be it only a number. "
        "Whether a quote supports its answer is not compared here.",
        "Time and memory: each pipeline in a process of its own, which indexes the documents anew; without that "
        "preparation. txtai by itself reserves memory for the model's whole context.",
    ),
}
