import pytest

from index.read.dates import parse_date
from index.read.metadata import date_in, language_of, publisher_in, title_in


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Stand: 19. Februar 2026", "2026-02-19"),
        ("(Stand: 19. Februar 2026)", "2026-02-19"),
        ("Stand: Februar 2026", "2026-02"),
        ("Stand: 2026", "2026"),
        ("Stand 19.02.2026", "2026-02-19"),
        ("As of 19 February 2026", "2026-02-19"),
        ("As of: February 2026", "2026-02"),
        ("Published: February 19, 2026", "2026-02-19"),
        ("Date: 2026-02-19", "2026-02-19"),
        ("Veröffentlicht am 1. März 2024", "2024-03-01"),
        ("Schwerin/Bonn, 19. Februar 2026", "2026-02-19"),
        ("Bonn, den 19. Februar 2026", "2026-02-19"),
        ("Bonn, im Februar 2026", "2026-02"),
        ("Berlin, February 19, 2026", "2026-02-19"),
        ("Berlin, 19 February 2026", "2026-02-19"),
        ("Washington, D.C., Feb. 19, 2026", "2026-02-19"),
        ("Frankfurt am Main, 5. Okt. 2022", "2022-10-05"),
        ("Berlin, 19. Februar 2026 – Das Netz wird verstetigt und erhält Geld.", "2026-02-19"),
        ("Pressemitteilung Nr. 3/2026 vom 19. Februar 2026", "2026-02-19"),
        ("Press release, 19 February 2026", "2026-02-19"),
        ("19. Februar 2026", "2026-02-19"),
        ("Das Netz wurde am 1. April 2020 gegründet.", None),
        ("Im Jahr 2020, am 1. April 2020, wurde das Netz gegründet.", None),
        ("The network was founded on April 1, 2020, in Berlin.", None),
        ("Haushalt, 2026", None),
        ("Stand: 31. Februar 2026", None),
        ("Kosten 2026", None),
    ],
)
def test_a_date_is_what_a_line_states_and_never_taken_from_running_text(line, date):
    assert date_in([line, "Das Netz besteht seit dem 1. April 2020 und wächst."]) == date


def test_the_precision_of_a_date_is_kept_and_an_ambiguous_one_is_none():
    assert [parse_date(t) for t in ("Mai 2024", "2024", "May 2, 2024", "02/03/2024")] == [
        "2024-05", "2024", "2024-05-02", None,
    ]  # fmt: skip


def test_the_headings_of_a_chronology_are_not_its_date():
    assert date_in(["Chronologie", "1. April 2020", "Gründung.", "1. Juli 2025", "Dritte Phase."]) is None


def test_a_date_at_the_very_end_counts_if_it_is_labelled():
    body = ["Ein Absatz über das Netz."] * 40
    assert date_in([*body, "Stand: Mai 2024"]) == "2024-05"
    assert date_in([*body, "Bonn, 1. Mai 2024"]) is None


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        (["Musterallee 20", "Telefon 0228 1-0", "Pressemitteilung", "Bonn, 1. Mai 2024", "PM 03/2024",
          "Netz der Kliniken wird fortgesetzt.", "Das Netz wächst. Es bleibt. Es kostet viel Geld."],
         "Netz der Kliniken wird fortgesetzt."),
        (["Example Network", "As of 1 May 2024", "It grows and it stays. It costs money. It pays off."],
         "Example Network"),
        (["Press release", "Berlin, May 1, 2024", "Network of hospitals to continue", "It grows."],
         "Network of hospitals to continue"),
        (["Das Netz wächst weiter. Es bleibt bestehen. Es kostet viel."], None),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_and_not_the_letterhead(paragraphs, title):
    assert title_in(paragraphs) == title


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Herausgeber: Büro der Beispielkonferenz", "Büro der Beispielkonferenz"),
        ("Herausgegeben von der Beispielkonferenz", "Beispielkonferenz"),
        ("Publisher: Example Office", "Example Office"),
        ("Published by Example Office.", "Example Office"),
        ("Der Herausgeber dankt allen.", None),
    ],
)
def test_the_publisher_is_what_a_line_names(line, publisher):
    assert publisher_in(["Titel des Textes", line]) == publisher


LETTERHEAD = ["Beispielweg 20", "53175 Bonn", "Telefon 0228 99 1234-0", "presse@bsk-bonn.example", "Pressemitteilung"]
RELEASE = ["Das Netz wird verstetigt", "Die Beispielkonferenz (BSK) hat das Forschungsnetz (FN) verlängert. Es bleibt."]
RELEASE_EN = ["The network goes on", "The Beispiel Science Conference (BSC) has met. It prolonged the Network (NW)."]


def test_the_publisher_is_what_the_addresses_of_the_letterhead_abbreviate_and_the_text_spells_out():
    assert publisher_in([*LETTERHEAD, *RELEASE]) == "BSK"
    assert publisher_in(["www.bsc.example", "Press release", *RELEASE_EN]) == "BSC"
    assert publisher_in([*LETTERHEAD, *RELEASE, "Herausgeber: Amt für Beispiele"]) == "Amt für Beispiele"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [*LETTERHEAD, RELEASE[0], "Die Konferenz hat das Forschungsnetz (FN) verlängert. Es bleibt."],
        [*RELEASE, "presse@bsk-bonn.example"],
        ["www.bsk-bonn.example", *RELEASE],
        ["Mehr über die BSK steht unter www.bsk-bonn.example im Netz", "Pressemitteilung", *RELEASE],
    ],
    ids=["not spelled out", "an address below", "no letterhead", "an address in a sentence"],
)
def test_an_address_that_is_no_letterheads_names_no_publisher(paragraphs):
    assert publisher_in(paragraphs) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Netzwerk Universitätsmedizin wurde 2020 gegründet.", "de"),
        ("Office of the Network: founded in 2020 by the federal government.", "en"),
        ("12 34 56", None),
    ],
)
def test_the_language_is_told_from_the_text(text, language):
    assert language_of(text) == language
