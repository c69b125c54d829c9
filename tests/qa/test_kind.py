"""Whether key words are of the kind that was asked for."""

import pytest

from qa.draft import Draft
from qa.evidence import fits
from qa.kind import of_another_kind
from qa.question import analyse
from qa.source import source_of


@pytest.mark.parametrize(
    ("question", "quote", "key", "another"),
    [
        ("Under which web address can the GWK be found?", "Its office is at Ahrstr. 8 in Bonn.", "Ahrstr. 8", True),
        ("Under which web address can the GWK be found?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", False),
        ("Wie lautet die Internetadresse der GWK?", "Das Büro ist in der Ahrstr. 8 in Bonn.", "Ahrstr. 8", True),
        ("Wie lautet die Internetadresse der GWK?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", False),
        ("Wie lautet die Internetadresse der GWK?", "E-Mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", True),
        ("Wie lautet die E-Mail-Adresse der GWK?", "E-Mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", False),
        ("What is the GWK's e-mail address?", "Internet: www.gwk-bonn.de", "www.gwk-bonn.de", True),
        ("Unter welcher Telefonnummer ist sie erreichbar?", "Telefon 0228 5402-0", "0228 5402-0", False),
        ("What is the telephone number of the GWK?", "E-mail: presse@gwk-bonn.de", "presse@gwk-bonn.de", True),
        ("Wie lautet die Anschrift der GWK?", "Das Büro ist in der Ahrstr. 8 in Bonn.", "Ahrstr. 8", False),
    ],
)
def test_one_sort_of_contact_is_no_answer_where_another_was_asked_for(question, quote, key, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft(key, ""), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, fits(asked, quote[slice(*source.span)], asked.language, None), "") is another


@pytest.mark.parametrize(
    ("question", "quote", "another"),
    [
        ("Wann wurde die GWK gegründet?", "Schwerin/Bonn, 19. Februar 2026", True),
        ("Wann wurde die GWK gegründet?", "19. Februar 2026", True),
        ("Wann wurde die GWK gegründet?", "Am 19. Februar 2026 wurde sie gegründet.", False),
        ("Wann nimmt das Labor die Arbeit auf?", "1. März 2027", False),
        ("Wo sitzt die GWK?", "Schwerin/Bonn, 19. Februar 2026", True),
        ("Wann erschien die Pressemitteilung?", "Schwerin/Bonn, 19. Februar 2026", False),
        ("Von wann ist die Mitteilung der GWK?", "19. Februar 2026", False),
        ("When was the GWK founded?", "Bonn, 19 February 2026", True),
        ("When was the GWK founded?", "19 February 2026", True),
        ("When was the GWK founded?", "It was founded on 19 February 2026.", False),
        ("When does the laboratory start?", "1 March 2027", False),
        ("Where is the GWK's office?", "Bonn, 19 February 2026", True),
        ("When was the press release issued?", "Bonn, 19 February 2026", False),
        ("When were the minutes published?", "19 February 2026", False),
    ],
)
def test_the_line_that_dates_a_document_says_when_nothing_else_happened(question, quote, another, make_evidence):
    asked = analyse(question)
    item = make_evidence(quote, asked.language, published="2026-02-19")
    source = source_of(Draft(quote, ""), item, asked)
    assert of_another_kind(asked, source, True, quote) is another


@pytest.mark.parametrize(
    ("question", "quote", "said", "another"),
    [
        (
            "Wann endete die zweite Phase?",
            "Die erste endete 2021, die zweite begann 2022.",
            "Die zweite begann 2022.",
            True,
        ),
        ("Wann endete die zweite Phase?", "Die zweite Phase endete 2025.", "Die zweite Phase endete 2025.", False),
        ("Wann endete die zweite Phase?", "Es gab 2022 einen Aufruf zur zweiten Phase.", "Sie endete 2022.", True),
        ("Wann endete die zweite Phase?", "Die zweite Phase lief von 2022 bis 2025.", "Sie endete 2025.", False),
        (
            "When did the second phase end?",
            "The first ended in 2021, the second began in 2022.",
            "It began in 2022.",
            True,
        ),
        ("When did the second phase end?", "The second phase ended in 2025.", "It ended in 2025.", False),
        ("When did the second phase end?", "There was a call for it in 2022.", "It ended in 2022.", True),
        ("When did the second phase begin?", "The call of 2022 led to it.", "It began in 2022.", False),
    ],
)
def test_a_beginning_or_a_date_of_something_else_is_not_when_it_ended(question, quote, said, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft(said, said), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, True, said) is another


@pytest.mark.parametrize(
    ("question", "quote", "key", "another"),
    [
        ("In welchem Monat und Jahr begann es?", "Es begann 2015.", "2015", True),
        ("In welchem Monat begann es?", "Es begann im April 2015.", "April 2015", False),
        ("An welchem Tag begann es?", "Es begann im April 2015.", "April 2015", True),
        ("An welchem Tag begann es?", "Es begann am 3. April 2015.", "3. April 2015", False),
        ("In which month and year did it begin?", "It began in 2015.", "2015", True),
        ("In which month did it begin?", "It began in April 2015.", "April 2015", False),
        ("On which day did it begin?", "It began in April 2015.", "April 2015", True),
        ("On which day did it begin?", "It began on 3 April 2015.", "3 April 2015", False),
        ("In which year did it begin?", "It began in 2015.", "2015", False),
        ("Wann begann es?", "Es begann 2015.", "2015", False),
    ],
)
def test_a_year_is_not_the_month_that_was_asked_for_nor_a_month_the_day(question, quote, key, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft(key, quote), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, True, quote) is another


SPEAKS = "„Das ist gut“, so Professor Anna Berg, Präsidentin des Rates (RAT), „für die Arbeit der BIK“."
SPEAKS_EN = "“This is good for the work of the BIK”, said Professor Anna Berg, president of the council."


@pytest.mark.parametrize(
    ("question", "quote", "another"),
    [
        ("Wer koordiniert die BIK?", SPEAKS, True),
        ("Who coordinates the BIK?", SPEAKS_EN, True),
        ("Wer ist Präsidentin des Rates?", SPEAKS, False),
        ("Who is the president of the council?", SPEAKS_EN, False),
        ("Wer leitet den Rat?", SPEAKS, False),
        ("Who heads the council?", SPEAKS_EN, False),
        ("Wer lobt die Arbeit der BIK?", SPEAKS, False),
        ("Wer koordiniert die BIK?", "Anna Berg ist für die BIK zuständig.", False),
    ],
)
def test_who_is_quoted_has_not_therefore_done_it(question, quote, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft("Anna Berg", ""), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, True, "") is another


@pytest.mark.parametrize(
    ("question", "quote", "key", "another"),
    [
        ("Welche Bundesländer sind vertreten?", "Sie liegen in Mainz, Marburg und Erlangen.", "Mainz, Marburg", True),
        ("In welchen deutschen Ländern liegen sie?", "Sie liegen in Hessen und Bayern.", "Hessen und Bayern", False),
        ("Welche Länder zahlen?", "Alle 16 Länder zahlen für die Standorte.", "Alle 16 Länder", False),
        ("Welche Länder beteiligen sich?", "Beteiligt sind Frankreich und Polen.", "Frankreich und Polen", False),
        ("In welchem Land liegt das Institut?", "Das Institut liegt in Jülich.", "Jülich", True),
        ("Aus welchem Land ist Mohrs?", "Mohrs ist niedersächsischer Minister.", "niedersächsischer Minister", False),
        ("In welchen Städten liegen sie?", "Sie liegen in Mainz, Marburg und Erlangen.", "Mainz, Marburg", False),
        ("Welche Kosten tragen Länder?", "Die Länder tragen Miete und Strom.", "Miete und Strom", False),
        ("Which German states take part?", "They are in Mainz, Marburg and Erlangen.", "Mainz, Marburg", True),
        ("Which states take part?", "Hesse, Bavaria and Lower Saxony take part.", "Hesse, Bavaria", False),
        ("In which country is the institute?", "The institute is in Vienna, Austria.", "Vienna, Austria", False),
        ("In which towns are they?", "They are in Mainz, Marburg and Erlangen.", "Mainz, Marburg", False),
    ],
)
def test_a_town_is_not_the_state_that_was_asked_for(question, quote, key, another, make_evidence):
    asked = analyse(question)
    source = source_of(Draft(key, quote), make_evidence(quote, asked.language), asked)
    assert of_another_kind(asked, source, None, quote) is another
