"""An abbreviation and what the documents say it stands for are one name."""

import pytest

from qa.question import analyse
from qa.subject import lacking, names

DEFINED = {"NUM": ("Netzwerk Universitätsmedizin", "Network of University Medicine"), "MFT": ("Fakultätentag",)}


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("When did the Network of University Medicine begin?", "The NUM began in 2020.", "en", 0),
        ("When did the NUM begin?", "The Network of University Medicine began in 2020.", "en", 0),
        ("When did the NUM begin?", "Das Netzwerk Universitätsmedizin begann 2020.", "de", 0),
        ("Wann begann das Netzwerk Universitätsmedizin?", "Das NUM begann 2020.", "de", 0),
        ("Wann begann das NUM?", "Das Netzwerk Universitätsmedizin begann 2020.", "de", 0),
        ("Wann begann das NUM?", "Der Fakultätentag begann 2020.", "de", 1),
        ("When did the Network of University Medicine begin?", "The MFT began in 2020.", "en", 1),
    ],
)
def test_a_sentence_has_a_name_under_any_of_its_forms(question, quote, language, missing, make_evidence) -> None:
    asked = analyse(question, DEFINED)
    assert names(asked) in (["NUM"], [])
    assert lacking(asked, make_evidence(quote, language, published=None)).names == missing


@pytest.mark.parametrize(
    ("question", "quote", "missing"),
    [
        ("Who leads the Medizinischer Wandertag?", "Präsident des Medizinischen Wandertages ist A. B.", 0),
        ("Who leads the Medizinischer Wandertag?", "Präsident des Juristischen Wandertages ist A. B.", 0.5),
        ("Who leads the BSK?", "Präsident der BKA ist A. B.", 1),
    ],
)
def test_a_german_name_is_found_in_any_inflection(question, quote, missing, make_evidence) -> None:
    assert lacking(analyse(question), make_evidence(quote, "de", published=None)).names == missing


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("Wie viel Geld bekommt Weitblick?", "Das Programm Weitblick bekommt 5 Mio. Euro.", "de", 0),
        ("Wie viel Geld bekommt Weitblick?", "Weitblick receives EUR 5 million.", "en", 0),
        ("Wie viel Geld bekommt Weitblick?", "Das Programm Fernsicht bekommt 5 Mio. Euro.", "de", 1),
        ("Wie viel Geld bekommt Weitblick?", "Fernsicht receives EUR 5 million.", "en", 1),
        ("Wie hoch ist Weitblicks Etat in Lindenau?", "Weitblick hat 5 Mio. Euro.", "de", 0.5),
        ("Wie viel Geld bekommt das Programm?", "Die Fernsicht bekommt 5 Mio. Euro.", "de", 0),
        ("How much money does Weitblick get?", "Die Fernsicht bekommt 5 Mio. Euro.", "de", 1),
    ],
)
def test_a_name_that_no_letters_stand_for_is_missed_in_both_languages(
    question, quote, language, missing, make_evidence
) -> None:
    asked = analyse(question, names=frozenset({"Weitblick", "Lindenau"}))
    assert lacking(asked, make_evidence(quote, language, published=None)).names == missing


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("Wer steht an der Spitze des Großen Wandertages?", "Now the ministry is headed by A. Bär.", "en", 1),
        ("Wer steht an der Spitze des Großen Wandertages?", "Präsident des GWT ist A. Bär.", "de", 0),
        ("Wer leitet den Großen Wandertag?", "Die Leitung des Großen Wandertages hat A. Bär.", "de", 0),
        ("Who heads the Great Hiking Day?", "Heute führt A. Bär das Ministerium.", "de", 1),
        ("Who heads the Great Hiking Day?", "Den GWT führt A. Bär.", "de", 0),
        ("What did the GWT get of the EUR 7 million?", "Der GWT bekam 7 Mio. Euro.", "de", 0),
        ("Wer leitet den GWT?", "Den BGWTR führt A. Bär.", "de", 1),
        ("Wer leitet den GWT?", "Den GWTR führt A. Bär.", "de", 1),
        ("Wer leitet den GWT?", "Die GWT-Leitung hat A. Bär.", "de", 0),
        ("Who heads the GWT?", "The BGWTR is headed by A. Bär.", "en", 1),
        ("Who heads the GWT?", "The GWT's head is A. Bär.", "en", 0),
    ],
)
def test_what_letters_stand_for_counts_as_a_name_in_any_inflection(
    question, quote, language, missing, make_evidence
) -> None:
    asked = analyse(question, {"GWT": ("Großer Wandertag", "Great Hiking Day")})
    assert lacking(asked, make_evidence(quote, language, published=None)).names == missing


def test_only_what_a_question_says_is_an_abbreviation_of_it() -> None:
    assert set(analyse("Wann begann das NUM?", DEFINED).abbreviations) == {"NUM"}
    assert analyse("Wann begann das NUM?").abbreviations == {}


@pytest.mark.parametrize(
    ("question", "quote", "language", "other"),
    [
        ("Wann endet die Phase?", "Die Phase begann 2023.", "de", 1),
        ("Wann begann die Phase?", "Die Phase endete 2027.", "de", 1),
        ("Wann endet die Phase?", "Die Phase begann 2023 und endete 2027.", "de", 0),
        ("Wann endet die Phase?", "Die Phase lief von 2023 bis 2027.", "de", 0),
        ("Wann begann die Phase?", "Die Phase lief von 2023 bis 2027.", "de", 0),
        ("Wann endet die Phase?", "The phase began in 2023.", "en", 1),
        ("When does the phase end?", "The phase began in 2023.", "en", 1),
        ("Wann war die Phase vorbei?", "Die Phase begann 2023.", "de", 1),
        ("When was the phase over?", "The phase began in 2023.", "en", 1),
        ("Since when has it been open?", "It was open until 2027.", "en", 1),
        ("When did it begin?", "At the end of 2022 it was there.", "en", 0),
        ("Wie hoch ist die Förderung?", "Die Phase begann 2023.", "de", 0),
        ("Wann endet die Phase?", "Es gibt bis zu 200 Mio. Euro.", "de", 0),
    ],
)
def test_a_beginning_is_not_the_end(question, quote, language, other, make_evidence) -> None:
    assert lacking(analyse(question), make_evidence(quote, language, published=None)).boundary == other


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("Was kostete ein Zentrum im Durchschnitt?", "Alle Zentren kosteten 200 Mio. Euro.", "de", 1),
        ("Was kostete ein Zentrum im Durchschnitt?", "Ein Zentrum kostete durchschnittlich 5 Mio. Euro.", "de", 0),
        ("Was kostete ein Zentrum im Durchschnitt?", "The average cost was EUR 5 million.", "en", 0),
        ("How much is paid per year?", "EUR 200 million are paid.", "en", 1),
        ("How much is paid per year?", "Jährlich werden 5 Mio. Euro gezahlt.", "de", 0),
        ("How many per cent are paid?", "60 per cent are paid.", "en", 0),
    ],
)
def test_a_sum_is_no_average(question, quote, language, missing, make_evidence) -> None:
    assert lacking(analyse(question), make_evidence(quote, language, published=None)).rate == missing


@pytest.mark.parametrize(
    ("question", "quote", "around", "published", "missing"),
    [
        ("Who chaired it in 2024?", "Dorothee Bär chairs it.", "", "2026-02-19", 1),
        ("Who chaired it in 2024?", "Dorothee Bär chairs it.", "It met in 2022 and in 2026.", "2026-02-19", 1),
        ("Who chaired it in 2022?", "Dorothee Bär chairs it.", "It met in 2022 and in 2026.", "2026-02-19", 0),
        ("Who chaired it in 2026?", "Dorothee Bär chairs it.", "", "2026-02-19", 0),
        ("Who chaired it in 2024?", "She chaired it from 2022 to 2026.", "", None, 0),
        ("Who chaired it in 2024?", "She chaired it first.", "This is of the phase from 2022 to 2026.", None, 0),
        ("Wer leitete es 2024?", "Sie leitete es zuerst.", "Die Phase dauerte von 2022 bis 2026.", None, 0),
        ("Wer leitete es 2024?", "Bär leitet es.", "Es tagte 2022 und 2026.", "2026", 1),
    ],
)
def test_years_between_two_others_are_spoken_of_only_in_a_period(
    question, quote, around, published, missing, make_evidence
) -> None:
    language = "de" if question.startswith("Wer") else "en"
    item = make_evidence(quote, language, published=published, around=around)
    assert lacking(analyse(question), item).years == missing


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("Wer hat den Vorsitz?", "Stellvertretender Vorsitzender ist Otto Lang.", "de", 1),
        ("Wer hat den Vorsitz?", "The deputy chair is Otto Lang.", "en", 1),
        ("Who is the chair?", "The deputy chair is Otto Lang, Minister in Lower Saxony.", "en", 1),
        ("Wer hat den Vorsitz?", "Stellvertretender Vorsitzender ist Otto Lang aus Bad Hessen.", "de", 1),
        ("Who is the chair?", "The vice chair is Otto Lang, a minister.", "en", 1),
        ("Who is the chair?", "Vorsitzende ist Eva Kern, ihr Stellvertreter ist Otto Lang.", "de", 0),
        ("Who is the chair?", "The chair is Eva Kern.", "en", 0),
        ("Who is the deputy chair?", "The deputy chair is Otto Lang.", "en", 0),
        ("Wer ist stellvertretender Vorsitzender?", "Stellvertreter ist Otto Lang.", "de", 0),
        ("Wie viele Vorsitzende gibt es?", "Stellvertretender Vorsitzender ist Otto Lang.", "de", 0),
    ],
)
def test_who_is_the_chair_is_not_answered_by_the_deputy(question, quote, language, missing, make_evidence) -> None:
    assert lacking(analyse(question), make_evidence(quote, language, published=None)).ordinals == missing


@pytest.mark.parametrize(
    ("question", "quote", "language", "missing"),
    [
        ("Wie lang war die zweite Phase?", "Die erste und zweite Phase dauerten acht Jahre.", "de", 1),
        ("Wie lang war die zweite Phase?", "Phasen: erste und die zweite | 2016 bis 2024", "de", 1),
        ("How long was the second phase?", "The first and second phases took eight years.", "en", 1),
        ("How long was the second phase?", "Die erste und zweite Phase dauerten acht Jahre.", "de", 1),
        ("Wie lang waren die erste und die zweite Phase?", "Die erste und zweite Phase dauerten acht Jahre.", "de", 0),
        ("How long were the first and the second phase?", "The first and second phases took eight years.", "en", 0),
        ("Wie lang war die zweite Phase?", "Die erste und die zweite Phase dauerten je vier Jahre.", "de", 0),
        ("How long was the second phase?", "The first and the second phase took four years each.", "en", 0),
        ("Wie lang war die zweite Phase?", "Die erste Phase und ihre Vorarbeiten enden, die zweite beginnt.", "de", 0),
        ("How long was the second phase?", "The first phase ended, and the second began.", "en", 0),
    ],
)
def test_what_the_first_and_the_second_make_together_is_not_the_second(
    question, quote, language, missing, make_evidence
) -> None:
    assert lacking(analyse(question), make_evidence(quote, language, published=None)).ordinals == missing


BOTH = {"AFN": ("Forschungsnetz", "Research Network"), "BIK": ("Bildungskonferenz", "Education Conference")}
TWO, TWO_EN = "Bildungskonferenz und Forschungsnetz", "Research Network and Education Conference"
IN_AFN = "Die BIK tagt.\n\nDas AFN wächst. "


@pytest.mark.parametrize(
    ("question", "title", "around", "quote", "missing"),
    [
        ("Wann wurde die BIK gegründet?", "Das Forschungsnetz", "Die BIK tagt.\n\n", "Das AFN entstand 2020.", 1),
        ("When was the BIK founded?", "The network", "The BIK met.\n\n", "The AFN was founded in 2020.", 1),
        ("Wie viele Orte hat die BIK?", TWO, IN_AFN, "Dort arbeiten 36 Orte zusammen.", 1),
        ("Wie viele Orte hat das AFN?", TWO, IN_AFN, "Dort arbeiten 36 Orte zusammen.", 0),
        ("How many sites has the AFN?", "Research Network", "The XYZ pays for it. ", "There are 36 sites.", 0),
        ("How many sites has the AFN?", TWO_EN, "The BIK met. ", "There are 36 sites.", 1),
        ("Wie viel zahlt die BIK?", "Die Lage", "Die BIK tagt.\n\nEs geht um Geld. ", "Sie zahlt 5 Euro.", 0),
    ],
)
def test_a_sentence_speaks_of_what_its_paragraph_names_before_what_stands_further_off(
    question, title, around, quote, missing, make_evidence
) -> None:
    asked = analyse(question, BOTH)
    item = make_evidence(quote, asked.language, published=None, title=title, around=around)
    assert lacking(asked, item).names == missing
