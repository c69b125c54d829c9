from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.segment import passages, sentences
from index.types import Sentence

# Each line holds the sentences of one paragraph, divided by " | ".
GERMAN = """
Das gilt z. B. für die Datenintegrationszentren. | Sie bleiben bestehen.
Das gilt z.B. für Berlin. | Es gilt auch für Bonn.
Die Mittel, d. h. 200 Mio. Euro, sind bewilligt. | Sie fließen ab 2023.
Beteiligt sind u. a. Erlangen und Mainz.
Beteiligt sind u.a. Prof. Dr. Anna Muster und Dr. Kurt Beispiel. | Beide leiten ein Zentrum.
Die Kosten betragen 1,5 Mrd. Euro. | Der Bund trägt sie allein.
Die Kosten betragen insgesamt 200 Mio. Euro für fünf Jahre.
Rund 150 Mio. Das ist viel Geld. => Rund 150 Mio. | Das ist viel Geld.
Prof. Dr. med. Dr. h. c. Erika Muster begrüßte die Gäste. | Danach sprach Dr. med. Hans Beispiel.
Die TMF e.V. betreibt die Stelle. | Sie sitzt in Berlin.
Träger ist der TMF e. V. in Berlin.
Träger ist der Verein TMF e.V. | Er sitzt in Berlin.
Die Förderung läuft bzw. lief bis 2022.
Es waren ca. 40 Partner beteiligt. | Weitere folgten.
Siehe Nr. 5 der Vereinbarung.
Siehe S. 7787 im Bundesanzeiger. | Dort steht alles.
Nach Art. 91b Abs. 1 GG wirken Bund und Länder zusammen.
Das Konsortium trifft sich i. d. R. zweimal im Jahr.
Die Klinik St. Georg nimmt teil. | Auch die Klinik St. Anna nimmt teil.
Vgl. hierzu den Bericht vom März. | Er liegt vor.
Die Summe steht vgl. Tabelle 3 im Anhang.
Bis zu 200 Mio. Euro inkl. Nachwuchsgruppen stehen bereit.
Jens Scholz ist 1. Vorsitzender des Verbands.
„Forschung“, so Jens Scholz, 1. Vorsitzender des Verbands, „ist wichtig.“ | Danach ging er.
Am 5. und 6. Oktober 2022 fand das Symposium statt. | Es war gut besucht.
Der Beschluss fiel am 19. Februar 2026 in Schwerin.
Der Beschluss fiel am 19. Februar 2026. | Danach wurde er veröffentlicht.
Im 3. Quartal 2025 begann die Phase. | Im 4. Quartal stieg die Zahl.
Das NUM wurde am 1. April 2020 gegründet.
Die Phase dauert vom 3. bis 5. Mai und vom 1. Juli bis 31. Dezember.
Friedrich II. von Preußen war nie beteiligt.
Im 21. Jahrhundert ist das anders.
Die 2. Förderphase endete im Juni. | Die dritte begann im Juli.
Es gilt die 4. Auflage des Handbuchs.
Die Förderphase endet 2026. | Danach folgt die nächste.
Beteiligt sind 37. | Die Liste steht im Anhang.
Es kostet 1.500 Euro. | Mehr ist nicht nötig.
Es gibt 12.345.678 Datensätze. | Alle sind geprüft.
Mehr unter https://www.gwk-bonn.de/a.b/BLV_NUM.pdf. | Dort steht die Vereinbarung.
Schreiben Sie an presse@gwk-bonn.de. | Wir antworten gern.
Die Seite www.gwk-bonn.de ist abrufbar.
„Die weitere Unterstützung durch das Ministerium“, so Professor Matthias Frosch, „ist Bestätigung der Arbeit.“
„Wie geht es weiter?“, fragte die Ministerin. | Niemand wusste es.
„Das ist ein Zeichen!“, rief sie. | Alle klatschten.
„Dafür war es höchste Zeit. | Bund und Länder wirken zusammen.“ | Das sagte sie in Bonn.
„Ein Satz.“ | „Noch ein Satz.“
Sie sagte: „Das Netz wächst. | Es bleibt.“
Am Tag des Mottos Vernetzen. Forschen. Heilen. Bilanz und Ausblick haben alle gezogen. | Sie fiel gut aus.
Klaus A. Kuhn sprach für DIFUTURE. | Hans-Ulrich Prokosch sprach für MIRACUM.
Das Netz (vgl. S. 5) wächst weiter. | Es bleibt.
Die Fördersumme (ca. 37 Mio. Euro) ist bewilligt.
Wer bezahlt das? | Der Bund.
Am Standort Frankfurt a. M. wird geforscht. | Auch in Mainz.
Das Amt f. Statistik zählt mit. | Es zählt genau.
Die Dt. Hochschulmedizin e. V. und die Charité usw. nehmen teil.
Es kamen Gäste aus Bonn, Berlin usw. | Die Stimmung war gut.
Das Gesetz tritt zum 1. 1. 2026 in Kraft. | Es gilt für alle.
Der Bund zahlt 100 Prozent. | 37 Häuser sind dabei.
1. Vorsitzender ist Jens Scholz. | Er kommt aus Kiel.
a) Die Länder zahlen nichts. | b) Der Bund zahlt alles.
Die Anlage umfasst max. 20 Seiten, mind. aber 5.
Die GmbH & Co. KG nimmt teil. | Sie zahlt selbst.
Der Kurs beginnt um 9.30 Uhr. | Er endet um 17 Uhr.
Der Stichtag ist der 31.12.2025. | Bis dahin gilt die alte Regel.
Sie forscht seit Jan. 2020 und bis Okt. 2022 in Köln.
Das Netz wächst. [2] | Es bleibt.
"""
ENGLISH = """
The network, e.g. the office in Berlin, grew. | It now has 37 sites.
The states, i.e. all 16 of them, agreed. | The vote was unanimous.
Mr. Smith met Mrs. Jones and Dr. Brown. | They agreed.
The U.S. Congress was not involved. | The Bundestag was.
Researchers moved to the U.S. | They came back in 2022.
See No. 5 of the agreement. | It is binding.
The funding ended in 2022. | The next phase began in 2023.
It was founded on April 1, 2020. | It has grown since.
It costs EUR 1.5 million. | The federal government pays.
Prof. Klaus A. Kuhn spoke for DIFUTURE. | He was the first.
See https://www.gwk-bonn.de/a.b?c=D. | Everything is there.
“This is a milestone,” said Dorothee Bär. | She chairs the GWK.
“What comes next?” asked the minister. | Nobody knew.
“It was high time. | The network stays.” | She said so in Bonn.
The centres (cf. p. 5) share data, incl. imaging, etc. with all partners.
Partners are in Bonn, Berlin, etc. | The network is growing.
The meeting starts at 9 a.m. and ends at 5 p.m. on Monday.
The office vs. the ministry: a story. | It ended well.
Approx. 40 partners took part. | Fig. 2 shows them.
It has 36 sites. | 17 are in the north.
It reached place 3. | Then it fell back.
J. Doe et al. published it. | It was cited often.
"""
CASES = [
    (language, line) for language, table in (("de", GERMAN), ("en", ENGLISH)) for line in table.split("\n") if line
]


def case_parts(line: str) -> tuple[str, list[str]]:
    parts = line.rpartition(" => ")[2].split(" | ")
    return " ".join(parts), parts


@pytest.mark.parametrize(("language", "line"), CASES)
def test_a_sentence_ends_where_a_reader_would_end_it(language, line):
    text, expected = case_parts(line)
    assert [text[s.start : s.end] for s in sentences(text, language)] == expected


def test_the_table_of_cases_is_long_enough_to_mean_something():
    assert len(CASES) >= 60


def texts(text: str, language: str | None = "de", *, heading: bool | None = None) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, language) if heading in {None, s.heading}]


@pytest.mark.parametrize(
    ("language", "text", "headings"),
    [
        ("de", "Ziele des Netzes\n\nDas Netz teilt Daten.", ["Ziele des Netzes"]),
        ("en", "Aims of the network\n\nIt shares data.", ["Aims of the network"]),
        ("de", "Bericht\n\nZiele des Netzes\n\nDas Netz teilt Daten.", ["Bericht", "Ziele des Netzes"]),
        ("de", "Beispielallee 20\n\n53175 Bonn\n\nTelefon 0228 12-0\n\nDas Netz teilt Daten.", []),
        ("en", "As of 19 February 2026\n\nThe network shares data.", []),
        ("de", "Schwerin/Bonn, 19. Februar 2026\n\nDas Netz teilt Daten.", []),
        ("de", "Phase | Mittel\n\nerste Phase | 150 Mio. Euro\n\nDas ist alles.", []),
        ("de", "Vorsitzende: Erika Muster\n\nDas ist alles.", []),
        ("de", "- Daten teilen\n\n- Forschung stärken\n\n- heilen\n\n- lehren\n\nDas ist alles.", []),
        ("de", "Das Netz teilt Daten.\n\nEnde ohne Punkt", []),
        ("de", "Wer macht mit?\n\nAlle Kliniken machen mit.", ["Wer macht mit?"]),
        ("en", "It grows. Who takes part?\n\nAll hospitals do.", []),
    ],
)
def test_headings_are_short_lines_that_head_something(language, text, headings):
    assert texts(text, language, heading=True) == headings


def test_no_sentence_crosses_a_paragraph_even_without_a_full_stop():
    assert texts("Das Netz\n\nwächst in\n \nBonn") == ["Das Netz", "wächst in", "Bonn"]


def test_a_bullet_belongs_to_no_sentence():
    assert texts("- Das Netz teilt Daten.\n\n• It grows.") == ["Das Netz teilt Daten.", "It grows."]


def test_a_long_list_of_semicolons_stays_one_sentence():
    long = "Beteiligt sind " + "; ".join(f"das Universitätsklinikum der Stadt Nummer {n}" for n in range(30)) + "."
    assert texts(f"{long} Das sind alle.") == [long, "Das sind alle."]


@pytest.mark.parametrize("language", ["de", "en", "fr", "xx", None])
def test_any_language_can_be_segmented(language):
    assert texts("Ein Satz. Noch ein Satz.", language) == ["Ein Satz.", "Noch ein Satz."]


def test_nothing_has_no_sentences_and_no_passages():
    assert sentences(" \n\n ", None) == ()
    assert passages("d", " \n\n ", ()) == ()


BODY = " ".join(f"In Stadt Nummer {n} forscht das Netz mit allen seinen Partnern an Daten." for n in range(60))


def test_passages_are_about_the_size_asked_for_and_overlap_by_one_or_two_sentences():
    found = sentences(BODY, "de")
    windows = passages("d", BODY, found, size=900)
    assert len(windows) > 3
    for passage in windows[:-1]:
        assert 700 <= len(passage.text) <= 900
    for left, right in pairwise(windows):
        shared = [s for s in found if s.start >= right.start and s.end <= left.end]
        assert 1 <= len(shared) <= 2


def test_a_short_rest_joins_the_last_passage():
    text = BODY[: BODY.index("Stadt Nummer 12")] + "Schluss."
    windows = passages("d", text, sentences(text, "de"), size=900)
    assert len(windows) == 1
    assert windows[0].text == text


def test_a_heading_starts_the_passage_of_what_it_heads():
    half = BODY[: BODY.index("In Stadt Nummer 11 ")].strip()
    text = f"{half}\n\nZiele des Netzes\n\n{half}\n\nKosten des Netzes\n\n{half}"
    windows = passages("d", text, sentences(text, "de"), size=900)
    assert [w.text.split("\n\n")[0] for w in windows[1:]] == ["Ziele des Netzes", "Kosten des Netzes"]
    assert not any(w.text.endswith("des Netzes") for w in windows)


def test_a_sentence_longer_than_a_passage_stays_whole():
    long = "Das Netz " + "und das Netz " * 200 + "wächst."
    text = f"Vorher. {long} Nachher ist noch ein Satz, der für sich steht."
    assert any(long in w.text for w in passages("d", text, sentences(text, "de"), size=300))


PIECES = st.sampled_from(
    [
        "Ein Satz. ",
        "z. B. ",
        "„Zitat.“ ",
        "1. ",
        "\n\n",
        "\n",
        "Heading",
        "- ",
        "19. Februar 2026. ",
        "😀",
        "e\u0301 ",
        "A. B. ",
    ]
)
DOCUMENTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=60).map("".join), st.lists(st.one_of(PIECES, st.text())).map("".join)
)


@given(DOCUMENTS, st.sampled_from(["de", "en", None]))
def test_sentences_are_trimmed_ordered_and_together_hold_every_word(text, language):
    found = sentences(text, language)
    for sentence in found:
        quote = text[sentence.start : sentence.end]
        assert quote and quote == quote.strip()
        assert "\n\n" not in quote
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert "".join(filter(str.isalnum, text)) == "".join(c for s in found for c in text[s.start : s.end] if c.isalnum())


@given(DOCUMENTS, st.integers(1, 400))
def test_passages_are_exact_windows_that_hold_every_sentence(text, size):
    found = sentences(text, "de")
    windows = passages("d", text, found, size=size)
    assert bool(windows) == bool(found)
    for window in windows:
        assert window.text == text[window.start : window.end]
        assert window.start in {s.start for s in found}
        assert window.end in {s.end for s in found}
    assert all(left.start < right.start and left.end < right.end for left, right in pairwise(windows))
    assert all(any(w.start <= s.start and s.end <= w.end for w in windows) for s in found)
    assert windows == passages("d", text, found, size=size)


@given(st.lists(st.tuples(st.integers(1, 300), st.booleans()), min_size=1, max_size=30), st.integers(50, 900))
def test_no_passage_but_the_last_ends_with_a_heading(shape, size):
    made, offset = [], 0
    for length, heading in shape:
        made.append(Sentence(offset, offset + length, heading))
        offset += length + 1
    heads = {s.end for s in made if s.heading}
    windows = passages("d", "x" * offset, made, size=size)
    assert not any(w.end in heads for w in windows[:-1])
