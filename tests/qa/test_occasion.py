"""Another date is no contradiction if it is that of another event, nor another number at another moment or phase."""

import pytest

from qa.occasion import on_another_occasion
from qa.question import analyse


@pytest.mark.parametrize(
    ("question", "answer", "other", "language", "elsewhere"),
    [
        (
            "What year was the MII founded?",
            "The MII was founded in 2018.",
            "The phase of the MII began in 2023.",
            "en",
            1,
        ),
        (
            "What year was the MII founded?",
            "The MII was founded in 2018.",
            "In der MII begann 2023 die Phase.",
            "de",
            1,
        ),
        ("What year was the MII founded?", "The MII was founded in 2018.", "Die MII wurde 2016 gegründet.", "de", 0),
        ("What year was the MII founded?", "The MII was founded in 2018.", "In 2016 the MII was founded.", "en", 0),
        (
            "Wann wurde die MII gegründet?",
            "Die MII wurde 2018 gegründet.",
            "Mit 2023 begann die Phase der MII.",
            "de",
            1,
        ),
        ("Wann wurde die MII gegründet?", "Die MII wurde 2018 gegründet.", "The MII was founded in 2016.", "en", 0),
        ("Wann endet die Phase?", "Die Phase endet 2026.", "The phase covers the years 2023 to 2027.", "en", 0),
        (
            "How many hospitals did it have when it was selected?",
            "When it was selected it had eight hospitals.",
            "Ten hospitals belong to it.",
            "en",
            1,
        ),
        (
            "Wie viele Kliniken hatte es, als es ausgewählt wurde?",
            "Als es ausgewählt wurde, hatte es acht Kliniken.",
            "Ten hospitals belong to it.",
            "en",
            1,
        ),
        (
            "How many hospitals did it have when it was selected?",
            "When it was selected it had eight hospitals.",
            "Bei der Auswahl hatte es zehn Kliniken.",
            "de",
            0,
        ),
        ("How many hospitals does it have?", "It had eight hospitals when selected.", "It has ten.", "en", 0),
        ("Wie viele Kliniken hat es?", "Als es ausgewählt wurde, hatte es acht Kliniken.", "Es hat zehn.", "de", 0),
        (
            "Wie viele Verbünde waren in der Konzeptphase dabei?",
            "In der Konzeptphase arbeiteten sieben Verbünde an Plänen.",
            "Gefördert wurden vier Verbünde.",
            "de",
            1,
        ),
        (
            "How many networks took part in the concept phase?",
            "Seven networks drew up plans in the concept phase.",
            "Gefördert wurden vier Netze.",
            "de",
            1,
        ),
        (
            "Wie viele Verbünde waren während der Konzeptphase dabei?",
            "In der Konzeptphase arbeiteten sieben Verbünde an Plänen.",
            "There were eight of them in the concept phase.",
            "en",
            0,
        ),
        (
            "How many networks took part during the concept phase?",
            "Seven networks drew up plans in the concept phase.",
            "In der Konzeptphase waren es acht.",
            "de",
            0,
        ),
        ("Since when has it had ten?", "Since 2017 it has had ten.", "It has had ten since 2018.", "en", 0),
    ],
)
def test_a_sentence_of_another_event_or_moment_does_not_contradict(
    question, answer, other, language, elsewhere, make_evidence
) -> None:
    asked = analyse(question)
    own = make_evidence(answer, asked.language, title="")
    assert on_another_occasion(asked, own, make_evidence(other, language, title="")) == bool(elsewhere)
