"""The same things counted under another name are recognised, and asked about by the name that a document has."""

import pytest

from index.query_language import question_language
from qa.figures import find_figures
from qa.question import analyse
from qa.same_count import Counted, are_kin, asked_of, count_alike, counted_by

SITES = Counted("deutschen Standorte", "deutschen Standorte der Universitätsmedizin", "de")


@pytest.mark.parametrize(
    ("quote", "language", "noun", "phrase"),
    [
        ("Es gibt 37 Universitätskliniken im Land.", "de", "Universitätskliniken", "Universitätskliniken"),
        (
            "aller 36 deutschen Standorte der \nUniversitätsmedizin und weiterer Partner.",
            "de",
            "deutschen Standorte",
            "deutschen Standorte der \nUniversitätsmedizin",
        ),
        ("All 37 university hospitals have joined.", "en", "university hospitals", "university hospitals"),
        ("There are 36 sites of university medicine.", "en", "sites", "sites of university medicine"),
    ],
)
def test_what_a_figure_counts_is_found_with_whose_it_is(quote, language, noun, phrase, make_evidence):
    [figure] = find_figures(quote, language)
    assert counted_by(make_evidence(quote, language), figure) == Counted(noun, phrase, language)


@pytest.mark.parametrize(
    "quote", ["Es waren 36.", "Es waren 36, Kliniken.", "Es waren 36 Mio. Euro.", "Es waren 36 %."]
)
def test_a_figure_with_nothing_behind_it_counts_nothing(quote, make_evidence):
    [figure] = find_figures(quote, "de")
    assert counted_by(make_evidence(quote), figure) is None


@pytest.mark.parametrize(
    ("other", "language"),
    [
        ("Universitätskliniken", "de"),
        ("Einrichtungen der Universitätsmedizin", "de"),
        ("university hospitals", "en"),
        ("sites of university medicine", "en"),
    ],
)
def test_sites_of_university_medicine_are_kin_of_university_hospitals(other, language):
    counted = Counted(other.split(" ")[0], other, language)
    assert are_kin(SITES, counted) and are_kin(counted, SITES)


@pytest.mark.parametrize(
    ("other", "language"),
    [
        ("Projekte", "de"),
        ("deutschen Vereine", "de"),
        ("deutsche Fachhochschulen", "de"),
        ("German associations", "en"),
    ],
)
def test_an_adjective_makes_no_kin(other, language):
    assert not are_kin(SITES, Counted(other, other, language))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Wie viele Standorte beteiligen sich am NUM?", "Wie viele Universitätskliniken beteiligen sich am NUM?"),
        ("Mit wie vielen deutschen Standorten arbeitet es?", "Mit wie vielen Universitätskliniken arbeitet es?"),
        ("How many sites take part?", "How many university hospital take part?"),
        ("Wie viele Universitätskliniken gibt es?", None),
        ("Wann traten die Standorte bei?", None),
        ("How many take part?", None),
    ],
)
def test_the_question_is_put_with_the_name_that_the_document_has(question, asked):
    counted = Counted("Universitätskliniken", "Universitätskliniken", "de")
    assert asked_of(analyse(question, language=question_language(question)), counted) == asked


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Es gibt 36 Standorte.", "de"), ("Es gibt 37 deutsche Standorte der Medizin.", "de"), True),
        (("Es gibt 36 Standorte.", "de"), ("There are 37 sites.", "en"), True),
        (("There are 36 hospitals.", "en"), ("There are 37 university hospitals.", "en"), True),
        (("There are 36 university hospitals.", "en"), ("Es gibt 37 Universitätskliniken.", "de"), True),
        (("There were 40 people.", "en"), ("There were 46 people of the town.", "en"), True),
        (("Es gibt zehn Universitäten.", "de"), ("Es gibt acht Universitätskliniken.", "de"), False),
        (("There are ten universities.", "en"), ("Es gibt acht Universitätskliniken.", "de"), False),
        (("There are ten universities.", "en"), ("There are eight university hospitals.", "en"), False),
        (("Es gibt 36.", "de"), ("Es gibt 37.", "de"), False),
    ],
)
def test_figures_count_alike_what_has_the_same_name(one, other, alike, make_evidence):
    counted = [counted_by(make_evidence(*said), find_figures(*said)[0]) for said in (one, other)]
    assert count_alike(*counted) is count_alike(*reversed(counted)) is alike
