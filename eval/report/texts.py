"""Every text of a report, in German and English."""

from collections.abc import Mapping
from typing import Literal

from eval.bootstrap import FEWEST

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")

TEXTS: Mapping[str, Mapping[Language, str]] = {
    # What is measured
    "right_and_quoted": {
        "de": "richtig und mit dem richtigen Satz belegt (der beantwortbaren)",
        "en": "right, and quoting the right sentence (of the answerable)",
    },
    "right": {
        "de": "richtig, was auch immer zitiert wird (der beantwortbaren)",
        "en": "right, whatever it quotes (of the answerable)",
    },
    "right_refusals": {
        "de": "zu Recht abgelehnt (der nicht beantwortbaren)",
        "en": "refused, as it should be (of the unanswerable)",
    },
    "false_answers": {
        "de": "zu Unrecht beantwortet (der nicht beantwortbaren)",
        "en": "answered, though it should not (of the unanswerable)",
    },
    "false_refusals": {
        "de": "zu Unrecht abgelehnt (der beantwortbaren)",
        "en": "refused, though it should not (of the answerable)",
    },
    "conflicts_shown": {
        "de": "Widersprüche, die mit allen Werten gezeigt werden (wo sich die Dokumente unterscheiden)",
        "en": "conflicts shown with every value (where the documents differ)",
    },
    "false_conflicts": {
        "de": "Widersprüche, die es nicht gibt (der übrigen Fragen)",
        "en": "conflicts that do not exist (of the other questions)",
    },
    "exact_match": {
        "de": "Kern der Antwort gleicht dem richtigen (EM; wo das Richtige Worte sind)",
        "en": "key part of the answer equals the right one (EM; where that is words)",
    },
    "token_f1": {
        "de": "Kern der Antwort teilt Wörter mit dem richtigen (F1; wo das Richtige Worte sind)",
        "en": "key part of the answer shares words with the right one (F1; where that is words)",
    },
    "verbatim_quotes": {
        "de": "Zitate, die an ihrer Stelle wörtlich so stehen",
        "en": "quotes equal to the text at their offsets",
    },
    "backed_claims": {
        "de": "Aussagen, deren Zahlen alle im eigenen Zitat stehen",
        "en": "claims whose figures all stand in their own quotes",
    },
    "verified_claims": {
        "de": "Aussagen, die bestehen, wenn die Antwort noch einmal geprüft wird",
        "en": "claims that hold when the answer is checked again",
    },
    "citation_precision": {
        "de": "Zitate, die die Frage beantworten (Genauigkeit; wo die richtigen Sätze bekannt sind)",
        "en": "quotes that answer the question (precision; where the right sentences are known)",
    },
    "citation_recall": {
        "de": "Teile der richtigen Antworten, zu denen ein richtiger Satz zitiert wird (Trefferquote; "
        "abgelehnte zählen 0)",
        "en": "parts of the right answers with a right sentence quoted (recall; refusals count 0)",
    },
    "answer_language": {
        "de": "Antworten und Ablehnungen in der Sprache der Frage (wo eigene Worte sie erkennen lassen)",
        "en": "answers and refusals in the question's language (where their own words tell one)",
    },
    "support_found": {
        "de": "ein richtiger Satz wurde gefunden (und dem Sprachmodell gezeigt)",
        "en": "a right sentence was found (and shown to the language model)",
    },
    "support_rank": {
        "de": "Rang des ersten richtigen Satzes (MRR)",
        "en": "rank of the first right sentence (MRR)",
    },
    "support_ndcg": {
        "de": "Reihenfolge der richtigen Sätze unter den gefundenen (nDCG@10)",
        "en": "order of the right sentences among those found (nDCG@10)",
    },
    "support_recall": {
        "de": "richtige Sätze, die gefunden wurden (Recall@10)",
        "en": "right sentences that were found (recall@10)",
    },
    "brier": {
        "de": "Abstand der Konfidenz von der Wahrheit (Brier)",
        "en": "distance of the confidence from the truth (Brier)",
    },
    "auroc": {
        "de": "Konfidenz: Beantwortbares über nicht Beantwortbarem (AUROC)",
        "en": "confidence: answerable above unanswerable (AUROC)",
    },
    "calibration_error": {
        "de": "Kalibrierungsfehler der Konfidenz gegebener Antworten (ECE)",
        "en": "calibration error of the confidence of given answers (ECE)",
    },
    "risk_coverage_area": {
        "de": "Fläche unter der Risiko-Abdeckungs-Kurve (AURC)",
        "en": "area under the risk-coverage curve (AURC)",
    },
    "search": {
        "de": "bis die Fundstellen da sind (Median)",
        "en": "until the evidence is shown (median)",
    },
    "first_token": {
        "de": "bis zum ersten Wort (Median der beantworteten)",
        "en": "until the first token (median of the answered)",
    },
    "total": {
        "de": "bis die Antwort vollständig ist (Median)",
        "en": "until the answer is complete (median)",
    },
    # The same, where there is little room
    "short_right_and_quoted": {"de": "richtig und belegt", "en": "right and quoted"},
    "short_right": {"de": "richtig", "en": "right"},
    "short_right_refusals": {"de": "zu Recht abgelehnt", "en": "rightly refused"},
    "short_false_refusals": {"de": "zu Unrecht abgelehnt", "en": "wrongly refused"},
    "short_support_found": {"de": "Richtiges gefunden", "en": "right place found"},
    "short_citation_recall": {"de": "Richtiges zitiert", "en": "right place quoted"},
    "of_answerable": {"de": "der beantwortbaren Fragen", "en": "of the answerable questions"},
    "of_unanswerable": {"de": "der nicht beantwortbaren", "en": "of the unanswerable"},
    "of_quotes": {"de": "der Zitate", "en": "of the quotes"},
    "short_verbatim_quotes": {"de": "wörtlich", "en": "verbatim"},
    "short_total": {"de": "bis zur Antwort", "en": "to the answer"},
    "median": {"de": "Median", "en": "median"},
    # What became of a question
    "outcome_right": {"de": "richtig", "en": "right"},
    "outcome_quoted": {"de": "passendes Dokument zitiert", "en": "relevant document quoted"},
    "outcome_refused": {"de": "zu Recht abgelehnt", "en": "rightly refused"},
    "not_retrieved": {"de": "nicht gefunden", "en": "not retrieved"},
    "not_chosen": {"de": "nicht gewählt", "en": "not chosen"},
    "misread": {"de": "falsch gelesen", "en": "misread"},
    "misjudged": {"de": "Widerspruch verkannt", "en": "misjudged conflict"},
    "wrong": {"de": "falsch", "en": "wrong"},
    "other_sentence": {"de": "anderer Satz", "en": "another sentence"},
    "wrongly_refused": {"de": "zu Unrecht abgelehnt", "en": "wrongly refused"},
    "wrongly_accepted": {"de": "zu Unrecht beantwortet", "en": "wrongly answered"},
    "why_not_retrieved": {
        "de": "Unter den gefundenen Sätzen ist keiner, der die Frage beantwortet.",
        "en": "None of the sentences that were found answers the question.",
    },
    "why_not_chosen": {
        "de": "Zitiert wird ein Satz, der die Frage nicht beantwortet.",
        "en": "The sentence that is quoted does not answer the question.",
    },
    "why_misread": {
        "de": "Der richtige Satz wird zitiert, aber die Antwort daraus ist falsch, ungenau oder unvollständig.",
        "en": "The right sentence is quoted, but the answer taken from it is wrong, less precise or incomplete.",
    },
    "why_misjudged": {
        "de": "Die Dokumente unterscheiden sich, und die Antwort sagt es nicht; oder sie sagt es zu Unrecht.",
        "en": "The documents differ and the answer does not say so; or it says so and they do not.",
    },
    "why_wrong": {
        "de": "Die Antwort ist falsch; welcher Satz der richtige wäre, sagt der Fragensatz nicht.",
        "en": "The answer is wrong; the set does not say which sentence would be right.",
    },
    "why_other_sentence": {
        "de": "Die Antwort ist richtig, beruht aber auf einem Satz, den der Fragensatz nicht als Beleg kennt.",
        "en": "The answer is right, but rests on a sentence that the set does not list as support.",
    },
    "why_wrongly_refused": {
        "de": "Abgelehnt, obwohl ein Satz gefunden wurde, der die Frage beantwortet.",
        "en": "Refused, though a sentence was found that answers the question.",
    },
    "why_wrongly_accepted": {
        "de": "Beantwortet, obwohl die Dokumente die Antwort nicht enthalten.",
        "en": "Answered, though the documents do not have the answer.",
    },
    # Typed comparison
    "verdict_right": {"de": "richtig", "en": "right"},
    "verdict_less_precise": {"de": "weniger genau", "en": "less precise"},
    "verdict_incomplete": {"de": "unvollständig", "en": "incomplete"},
    "verdict_misjudged": {"de": "Werte richtig, Widerspruch verkannt", "en": "right values, misjudged conflict"},
    "verdict_wrong": {"de": "falsch", "en": "wrong"},
    "verdict_refused": {"de": "abgelehnt", "en": "refused"},
    # Status
    "answered": {"de": "beantwortet", "en": "answered"},
    "conflicting": {"de": "widersprüchlich", "en": "conflicting"},
    "not_in_documents": {"de": "nicht in den Dokumenten", "en": "not in the documents"},
    "supported": {"de": "belegt", "en": "supported"},
    "derived": {"de": "berechnet", "en": "derived"},
    "unsupported": {"de": "nicht belegt", "en": "unsupported"},
    # Kinds of question, as far as a set uses ours
    "kind_amount": {"de": "Betrag", "en": "amount"},
    "kind_date": {"de": "Datum", "en": "date"},
    "kind_period": {"de": "Zeitraum", "en": "period"},
    "kind_count": {"de": "Anzahl", "en": "count"},
    "kind_percentage": {"de": "Anteil", "en": "percentage"},
    "kind_person": {"de": "Person", "en": "person"},
    "kind_role": {"de": "Amt", "en": "role"},
    "kind_organisation": {"de": "Einrichtung", "en": "organisation"},
    "kind_purpose": {"de": "Zweck", "en": "purpose"},
    "kind_contact": {"de": "Kontakt", "en": "contact"},
    "kind_place": {"de": "Ort", "en": "place"},
    "kind_name": {"de": "Name", "en": "name"},
    "kind_yes_no": {"de": "ja oder nein", "en": "yes or no"},
    "kind_other": {"de": "anderes", "en": "other"},
    # Headings and labels
    "title": {"de": "Auswertung", "en": "Evaluation"},
    "switch": {"de": "English", "en": "Deutsch"},
    "questions": {"de": "Fragen", "en": "questions"},
    "documents": {"de": "Dokumente", "en": "documents"},
    "headline": {"de": "Auf einen Blick", "en": "At a glance"},
    "what_became": {"de": "Was aus den Fragen wurde", "en": "What became of the questions"},
    "all_figures": {"de": "Alle Kennzahlen", "en": "All figures"},
    "figure": {"de": "Kennzahl", "en": "figure"},
    "value": {"de": "Wert", "en": "value"},
    "interval": {"de": "95-%-Intervall", "en": "95 % interval"},
    "interval_note": {
        "de": "Die Intervalle stammen aus einem Bootstrap über Dokumente: Fragen, die sich ein Dokument teilen, "
        "hängen voneinander ab. Was innerhalb eines Intervalls liegt, kann Zufall sein.",
        "en": "Intervals come from a bootstrap over documents: questions that share a document are not independent. "
        "What lies within an interval may be chance.",
    },
    # What sets of a format can tell, and cannot
    "note_squad": {
        "de": "Daten im SQuAD-Format: Jede Frage wurde zu einem Absatz gestellt, gesucht wird hier in allen. Richtig "
        "ist, wer einen der Wortlaute nennt. Ein anderer Absatz kann dieselbe Frage ebenfalls beantworten, auch eine, "
        "die als nicht beantwortbar gilt; solche Antworten zählen hier als falsch oder als „anderer Satz“.",
        "en": "SQuAD-format data: each question was asked about one paragraph, and all are searched here. Right is "
        "what names one of the wordings. Another paragraph may answer a question too, even one that counts as "
        "unanswerable; such answers count as wrong here, or as “another sentence”.",
    },
    "note_beir": {
        "de": "Daten im BEIR-Format nennen zu jeder Frage passende Dokumente, aber keine Antwort. Nicht gemessen wird "
        "darum, ob Antworten richtig sind, und damit auch nicht, was die Konfidenz darüber sagt. Als richtiger Satz "
        "gilt jeder Satz eines passenden Dokuments; Dokumente, die niemand beurteilt hat, gelten als unpassend. Ein "
        "passendes Dokument muss die Frage nicht beantworten: Eine Ablehnung, die hier als falsch zählt, kann "
        "richtig sein.",
        "en": "BEIR-format data name relevant documents for each question, and no answer. Whether answers are right "
        "is therefore not measured, nor what the confidence says of it. Any sentence of a relevant document counts "
        "as a right sentence; documents that nobody judged count as irrelevant. A relevant document need not answer "
        "the question: a refusal that counts as wrong here may be right.",
    },
    "too_few": {"de": "zu wenige Dokumente", "en": "too few documents"},
    "too_few_note": {
        "de": f"Wo das Intervall fehlt, hängen die Fragen an weniger als {FEWEST} Dokumenten (eine nicht beantwortbare "
        "zählt wie ein eigenes): zu wenige, um zu sagen, wie viel Zufall ist.",
        "en": f"Where the interval is missing, the questions lean on fewer than {FEWEST} documents (an unanswerable "
        "one counts as one of its own): too few to say how much is chance.",
    },
    "by_language": {"de": "Nach Sprache", "en": "By language"},
    "by_kind": {"de": "Nach Art der Frage", "en": "By kind of question"},
    "language": {"de": "Sprache", "en": "language"},
    "kind": {"de": "Art", "en": "kind"},
    "all_kinds": {"de": "alle Arten", "en": "all kinds"},
    "all_languages": {"de": "alle Sprachen", "en": "all languages"},
    "all_outcomes": {"de": "alle", "en": "all"},
    "lang_de": {"de": "Deutsch", "en": "German"},
    "lang_en": {"de": "Englisch", "en": "English"},
    "plots": {"de": "Kurven", "en": "Plots"},
    "risk_coverage": {"de": "Risiko und Abdeckung", "en": "Risk and coverage"},
    "risk_coverage_note": {
        "de": "Wie viele der gegebenen Antworten falsch sind, wenn nur die zuversichtlichsten gelten. Die Kurve endet "
        "beim Anteil der Fragen, die beantwortet wurden.",
        "en": "How many of the given answers are wrong if only the most confident ones count. The curve ends at the "
        "share of the questions that were answered.",
    },
    "reliability": {"de": "Verlässlichkeit der Konfidenz", "en": "Reliability of the confidence"},
    "reliability_note": {
        "de": "Wie oft Antworten einer Konfidenz richtig sind; ideal ist die Diagonale.",
        "en": "How often answers of a confidence are right; ideally the diagonal.",
    },
    "times": {"de": "Zeit je Abschnitt", "en": "Time by stage"},
    "times_note": {
        "de": "Sekunden der beantworteten Fragen: Median als Strich, Balken vom 10. bis zum 90. Perzentil.",
        "en": "Seconds of answered questions: the line is the median, bars go from the 10th to the 90th percentile.",
    },
    "ranks": {"de": "Suche: Rang des richtigen Satzes", "en": "Retrieval: rank of the right sentence"},
    "ranks_note": {
        "de": "Wie viele Fragen den ersten richtigen Satz an dieser Stelle finden.",
        "en": "How many questions find their first right sentence at this place.",
    },
    "rank_none": {"de": "keiner", "en": "none"},
    "axis_coverage": {"de": "beantworteter Anteil aller Fragen", "en": "answered share of all questions"},
    "axis_risk": {"de": "davon falsch", "en": "of these wrong"},
    "axis_confidence": {"de": "Konfidenz", "en": "confidence"},
    "axis_accuracy": {"de": "davon richtig", "en": "of these right"},
    "axis_seconds": {"de": "Sekunden", "en": "seconds"},
    "axis_rank": {"de": "Rang", "en": "rank"},
    "stage_search": {"de": "suchen", "en": "search"},
    "stage_reading": {"de": "lesen", "en": "read"},
    "stage_writing": {"de": "schreiben", "en": "write"},
    "stage_total": {"de": "zusammen", "en": "together"},
    "all_questions": {"de": "Alle Fragen", "en": "All questions"},
    "shown": {"de": "gezeigt", "en": "shown"},
    "find": {"de": "In Fragen und Antworten suchen", "en": "Search questions and answers"},
    "question": {"de": "Frage", "en": "question"},
    "outcome": {"de": "Ergebnis", "en": "outcome"},
    "confidence": {"de": "Konfidenz", "en": "confidence"},
    "seconds": {"de": "Sekunden", "en": "seconds"},
    "history": {"de": "Zuvor gefragt", "en": "Asked before"},
    "answer": {"de": "Antwort", "en": "Answer"},
    "gold": {"de": "Richtig wäre", "en": "Right would be"},
    "gold_none": {"de": "Die Dokumente beantworten das nicht.", "en": "The documents do not answer this."},
    "gold_unknown": {
        "de": "Der Fragensatz nennt passende Dokumente, aber keine Antwort.",
        "en": "The set names relevant documents, and no answer.",
    },
    "near_miss": {"de": "Nahe kommt", "en": "What comes near"},
    "support": {"de": "Sätze, die die Frage beantworten", "en": "Sentences that answer the question"},
    "relevant": {"de": "Passende Dokumente", "en": "Relevant documents"},
    "why": {"de": "Warum nicht richtig", "en": "Why it is not right"},
    "quotes": {"de": "Zitate im Zusammenhang", "en": "Quotes in context"},
    "nearest": {"de": "Am nächsten kamen", "en": "What came nearest"},
    "check_said": {
        "de": "Die Aussage des Modells bestand die Prüfung nicht und wurde ersetzt",
        "en": "Checking replaced the model's sentence",
    },
    "checked_again": {
        "de": "Die Aussage besteht nicht, wenn sie noch einmal geprüft wird",
        "en": "The claim does not hold when it is checked again",
    },
    "not_verbatim": {"de": "steht dort nicht wörtlich", "en": "does not stand there verbatim"},
    "is_support": {"de": "beantwortet die Frage", "en": "answers the question"},
    "page": {"de": "Seite", "en": "page"},
    "yes": {"de": "ja", "en": "yes"},
    "no": {"de": "nein", "en": "no"},
    "or": {"de": "oder", "en": "or"},
    "and": {"de": "und", "en": "and"},
    "configuration": {"de": "Womit gemessen wurde", "en": "What was measured with"},
    "commit": {"de": "Stand des Codes", "en": "Commit"},
    "texts": {"de": "Dokumente", "en": "Documents"},
    "code": {"de": "Dateien von index und qa", "en": "Files of index and qa"},
    "index": {"de": "Inhalt des Index", "en": "Content of the index"},
    "versions": {"de": "Versionen", "en": "Versions"},
    "memory": {"de": "Größter Speicherbedarf", "en": "Peak memory"},
    "started": {"de": "Begonnen", "en": "Started"},
    "set": {"de": "Fragensatz", "en": "Question set"},
    "failures": {"de": "Was nicht richtig ist", "en": "What is not right"},
    "nothing_failed": {"de": "Alles ist richtig.", "en": "Everything is right."},
    "number_of": {"de": "Anzahl", "en": "number"},
}


def text(name: str, language: Language) -> str:
    """A text of the report. Raises KeyError for a name that is not there."""
    return TEXTS[name][language]


def format_note(set_identity: Mapping[str, str]) -> Mapping[Language, str] | None:
    """What a set of this format can tell, and cannot; None for a format that tells all there is to measure."""
    return TEXTS.get(f"note_{set_identity.get('format')}")


def group_words(group: str, name: str) -> Mapping[Language, str]:
    """A `kind` of question or a language (`lang`) in words; the name itself where a set has one of its own."""
    return TEXTS.get(f"{group}_{name}", dict.fromkeys(LANGUAGES, name))
