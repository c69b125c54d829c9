import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.characters import clean
from index.read.layout import lines_of
from index.read.mend import mend, mend_lines


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("die Forschungs-\ninfrastruktur wächst", "die Forschungsinfrastruktur wächst"),
        ("die Medizininformatik-\nInitiative wächst", "die Medizininformatik-Initiative wächst"),
        ("die Covid-19-\nForschung wächst", "die Covid-19-Forschung wächst"),
        ("die Covid-19-\nspezifische Frage", "die Covid-19-spezifische Frage"),
        ("eine Bund-Länder-\nVereinbarung gilt", "eine Bund-Länder-Vereinbarung gilt"),
        ("die Netzwerk-Univer-\nsitätsmedizin", "die Netzwerk-Universitätsmedizin"),
        ("die Forschungs- \nund Versorgung", "die Forschungs- und Versorgung"),
        ("die Technologie-\noder Methodenplattform", "die Technologie- oder Methodenplattform"),
        ("the pre-\nand postoperative data", "the pre- and postoperative data"),
        ("Telefon 0228 99 5402-\n0", "Telefon 0228 99 5402-0"),
        ("die Jahre 2018-\n2022 waren gut", "die Jahre 2018-2022 waren gut"),
        ("die Jahre 2018–\n2022 waren gut", "die Jahre 2018–2022 waren gut"),
        (
            "siehe https://www.gwk-\nbonn.de/BLV_NUM.pdf dort",
            "siehe https://www.gwk-bonn.de/BLV_NUM.pdf dort",
        ),
        (
            "siehe https://www.gwk-bonn.de/\nPapers/BLV.pdf dort",
            "siehe https://www.gwk-bonn.de/Papers/BLV.pdf dort",
        ),
        ("steht auf https://www.gwk-bonn.de/\nund bleibt", "steht auf https://www.gwk-bonn.de/ und bleibt"),
        ("schreiben Sie an presse@gwk-\nbonn.de bitte", "schreiben Sie an presse@gwk-bonn.de bitte"),
        ("die Charité –\nUniversitätsmedizin", "die Charité – Universitätsmedizin"),
        ("MII-\nweit gilt das", "MII-weit gilt das"),
        ("a long-\nterm network", "a long-term network"),
        ("a state-of-\nthe-art network", "a state-of-the-art network"),
        ("the infra-\nstructure of the network", "the infrastructure of the network"),
        ("a well-known on-line tool, an on-\nline tool", "a well-known on-line tool, an on-line tool"),
        ("die Forschungs\u00ad\ninfra\u00adstruktur", "die Forschungsinfrastruktur"),
        ("in Schwerin/\nBonn und Berlin", "in Schwerin/Bonn und Berlin"),
        ("das Ministerium und\nDatenintegrationszentren", "das Ministerium und Datenintegrationszentren"),
        ("am\n5. Oktober 2022 wurde", "am 5. Oktober 2022 wurde"),
    ],
)
def test_a_broken_word_is_whole_again_and_keeps_its_own_hyphens(broken, whole):
    filler = "Das ist eine Zeile, die so lang ist, dass sie den Satzspiegel füllt und dann weiter"
    assert mend(f"{filler} {broken}") == f"{filler} {whole}"


DOUBLE_SPACED = """ Neues Netz der Kliniken verbindet Forschung und \n\
Krankenversorgung in allen Ländern  \n\

Die Kliniken haben am 5. Oktober 2022 in Berlin beschlossen, ihre Daten in einem Netz zu \n\

verbinden und dafür die bestehende Infrastruktur der Medizininformatik-\n\

Initiative zu nutzen. Der Bund fördert das Netz in den Jahren 2023 bis 2026 mit 200 Mio. \n\

Euro. Beteiligt sind alle Standorte. \n\

 \n\

Das Netz ist offen für weitere Partner. Es soll ab dem kommenden Jahr auch über Covid-19-\n\

spezifische Fragen hinaus arbeiten und den Standorten dienen. \n\
"""


def test_sentences_that_run_across_blank_lines_are_put_together():
    assert mend(DOUBLE_SPACED).split("\n\n") == [
        "Neues Netz der Kliniken verbindet Forschung und Krankenversorgung in allen Ländern",
        "Die Kliniken haben am 5. Oktober 2022 in Berlin beschlossen, ihre Daten in einem Netz zu verbinden"
        " und dafür die bestehende Infrastruktur der Medizininformatik-Initiative zu nutzen. Der Bund"
        " fördert das Netz in den Jahren 2023 bis 2026 mit 200 Mio. Euro. Beteiligt sind alle Standorte.",
        "Das Netz ist offen für weitere Partner. Es soll ab dem kommenden Jahr auch über Covid-19-spezifische"
        " Fragen hinaus arbeiten und den Standorten dienen.",
    ]


def test_paragraphs_of_one_line_stay_apart():
    text = "Der Bund zahlt.\n\nDie Länder nicht.\n\nDas Netz wächst.\n\nEs bleibt.\n\nAlle jubeln.\n\nEnde."
    assert mend(text) == text


def test_long_lines_without_blank_lines_are_paragraphs():
    first = "Das Netz wächst in allen Ländern und verbindet die Kliniken. " * 4 + "Es bleibt."
    second = "The network is growing in all states and connects the hospitals. " * 4 + "It stays."
    assert mend(f"{first}\n{second}\n{first}") == f"{first}\n\n{second}\n\n{first}"


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Musterallee 20",
            "53175 Bonn",
            "Telefon 0228 12 3456-0",
            "Fax 0228 12 3456-150",
            "presse@example.org",
        ],
        ["Gemeinsame Stelle der Länder und des Bundes für die Kliniken", "Beispielstraße 3", "10115 Berlin"],
        [
            "Example Office of the Federal States and Ministries",
            "12 Sample Street",
            "Phone +49 30 1234-5",
            "Berlin",
        ],
        ["Bonn, 19. Februar 2026", "PM 03/2026"],
        ["Das Netz hat drei Ziele:", "- Daten teilen", "- Forschung stärken", "- Versorgung verbessern"],
    ],
)
def test_lines_of_a_letterhead_and_of_a_list_stay_apart(lines):
    assert mend("\n".join(lines)).split("\n\n") == lines


def test_the_lines_of_a_wrapped_list_item_belong_together():
    items = [
        "• Beispielbüro, Seite zum Konzept\n„Medizininformatik“, 2015",
        "• Example Office, news (Speakers,\nSites)",
    ]
    assert mend("\n".join(items)).split("\n\n") == [item.replace("\n", " ") for item in items]


def test_wrapped_english_prose_becomes_one_paragraph_per_paragraph():
    text = (
        "Results\nThe network connects all university hospitals in Germany and shares\nresearch data. It was"
        " founded in 2020 as an answer to the pandemic and\nstays.\n\nThe office is in Berlin."
    )
    assert mend(text).split("\n\n") == [
        "Results",
        "The network connects all university hospitals in Germany and shares research data. It was"
        " founded in 2020 as an answer to the pandemic and stays.",
        "The office is in Berlin.",
    ]


def test_a_paragraph_over_a_page_break_belongs_to_both_pages():
    lines = [
        *lines_of("Das Netz verbindet alle Kliniken des Landes und ist seit dem Jahr 2020 in der For-", 1),
        *lines_of("schung tätig. Es bleibt auf Dauer.", 2),
        *lines_of("Das steht auf der letzten Seite.", 4),
    ]
    text, pages = mend_lines(lines)
    assert "in der Forschung tätig." in text
    assert [(page.number, text[page.start : page.end]) for page in pages[1:]] == [
        (2, "schung tätig. Es bleibt auf Dauer.\n\n"),
        (4, "Das steht auf der letzten Seite."),
    ]
    assert pages[0].start == 0


SCRAPS = st.sampled_from(
    [
        "Forschungs-",
        "und",
        "Das Netz",
        "2018-",
        "2022",
        "\n",
        "\n\n",
        " ",
        "- ",
        "1. ",
        "https://a.de/",
        "ä",
        "a\u0308",
    ]
)


def kept(text: str) -> list[str]:
    hyphens = "-\u2010\u2011"
    return [c for c in unicodedata.normalize("NFC", text) if not c.isspace() and c not in hyphens]


@given(st.one_of(st.text(), st.lists(SCRAPS).map("".join)))
def test_mending_loses_nothing_but_space_and_hyphens_and_gives_nfc(text):
    cleaned = clean(text)
    mended = mend(text)
    assert kept(mended) == kept(cleaned)
    assert unicodedata.is_normalized("NFC", mended)
    assert "\n" not in mended.replace("\n\n", "")
    assert mended == mended.strip()


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Cn"])))
def test_cleaning_keeps_every_visible_character(text):
    assert kept(clean(text)) == kept(text)


@given(st.lists(st.text(min_size=1), max_size=8))
def test_page_ranges_cover_the_text_without_gaps(pages):
    text, ranges = mend_lines([line for n, page in enumerate(pages, 1) for line in lines_of(clean(page), n)])
    assert [r.start for r in ranges] == [0, *(r.end for r in ranges[:-1])][: len(ranges)]
    assert not ranges or ranges[-1].end == len(text)
