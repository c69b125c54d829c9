"""What code holds against a reply: a sentence that lacks what the question names."""

from collections.abc import Callable

import numpy as np
import pytest

from index.search import SentenceHit
from index.types import Sentence
from qa.claims import claim_from
from qa.draft import Draft
from qa.question import analyse
from qa.reply import Judged, Reply, Verdict
from qa.signals import ReplySignals, reply_signals
from qa.source import source_of
from qa.support import support_signals
from qa.types import Evidence


@pytest.fixture
def signals(make_evidence: Callable[..., Evidence]) -> Callable[..., ReplySignals]:
    def signals(
        question: str, quote: str, language: str, key: str = "Eva Kern", so: bool | None = None, **fields: object
    ) -> ReplySignals:
        item = make_evidence(quote, language, **fields)
        asked = analyse(question)
        draft = Draft(key, "")
        source = source_of(draft, item, asked)
        parts = {"dense": 0.8, "lexical": 0.5, "passage": 0.9}
        hits = {
            (item.document_id, item.start): SentenceHit(item.document_id, Sentence(item.start, item.end), 1.0, parts)
        }
        lacks = support_signals(asked, item, hits[item.document_id, item.start], 0.9)
        return reply_signals(
            asked,
            hits,
            [Judged(asked, item, 1.0, lacks, np.zeros(0, dtype=np.float32))],
            Reply(f"ja: {key}\n", (-0.1,), Verdict(1.0, -1.0)),
            draft=draft,
            source=source,
            claim=claim_from(draft, source, asked, so=so),
        )

    return signals


QUALIFIERS = ("names_missing", "years_missing", "ordinals_missing", "kind_missing")


def missing(found: ReplySignals) -> list[str]:
    return [name for name in QUALIFIERS if found.values()[name]]


@pytest.mark.parametrize(
    ("question", "quote", "language", "expected"),
    [
        ("Wer leitete den Rat 2024?", "Den Rat leitet Eva Kern.", "de", ["years_missing"]),
        ("Who chaired the council in 2024?", "The council is chaired by Eva Kern.", "en", ["years_missing"]),
        ("Wie hoch ist das Budget der ABC GmbH?", "Das Budget beträgt 3 Mio. Euro.", "de", ["names_missing"]),
        ("How large is the budget of the Nordlicht?", "The budget is EUR 3 million.", "en", ["names_missing"]),
        ("Wie lang war die zweite Phase?", "Die erste Phase dauerte vier Jahre.", "de", ["ordinals_missing"]),
        ("How long was the second phase?", "The first phase took four years.", "en", ["ordinals_missing"]),
        ("How long was it at first?", "It took four years.", "en", []),
        ("Wie lang war die erste Phase?", "Die erste Phase dauerte vier Jahre.", "de", []),
        ("How long was the first phase?", "The first phase took four years.", "en", []),
    ],
)
def test_a_sentence_about_something_else_is_known(
    signals: Callable[..., ReplySignals], question: str, quote: str, language: str, expected: list[str]
) -> None:
    assert missing(signals(question, quote, language, published=None)) == expected


@pytest.mark.parametrize(
    ("question", "before", "quote", "language"),
    [
        ("Wer sprach 2017 für die MII?", "Im Juli 2017 wählte die MII aus. ", "Für sie sprach Eva Kern.", "de"),
        ("Who spoke for the MII in 2017?", "In July 2017 the MII chose. ", "Eva Kern spoke for it.", "en"),
    ],
)
def test_what_stands_before_the_sentence_counts_as_its_own(
    signals: Callable[..., ReplySignals], question: str, before: str, quote: str, language: str
) -> None:
    assert missing(signals(question, quote, language, published=None)) == ["names_missing", "years_missing"]
    assert missing(signals(question, quote, language, published=None, around=before)) == []


@pytest.mark.parametrize(
    ("question", "quote", "language"),
    [
        ("Wie viele Häuser hatte der Verbund 2022?", "Der Verbund hatte 36 Häuser.", "de"),
        ("How many sites did the network have in 2022?", "The network had 36 sites.", "en"),
    ],
)
def test_the_date_of_the_document_is_the_year_of_its_sentences(
    signals: Callable[..., ReplySignals], question: str, quote: str, language: str
) -> None:
    assert missing(signals(question, quote, language, published="2022-10-28")) == []
    assert missing(signals(question, quote, language, published="2026-02-19")) == ["years_missing"]


@pytest.mark.parametrize(
    ("question", "quote", "language", "key"),
    [
        ("Wie hoch ist das Budget der ABC GmbH?", "Der Bund trägt die ABC GmbH zu 100 Prozent.", "de", "100 Prozent"),
        (
            "What is the budget of the ABC GmbH?",
            "The federation owns 100 percent of the ABC GmbH.",
            "en",
            "100 percent",
        ),
    ],
)
def test_an_amount_is_not_answered_by_a_percentage(
    question: str, quote: str, language: str, key: str, signals: Callable[..., ReplySignals]
) -> None:
    assert missing(signals(question, quote, language, key, published=None)) == ["kind_missing"]


@pytest.mark.parametrize(
    ("question", "quote", "language", "key"),
    [
        ("Wer leitet die NUM GmbH?", "Der Bund trägt die NUM GmbH.", "de", "NUM GmbH"),
        ("Who is the managing director of the NUM GmbH?", "The NUM GmbH is founded.", "en", "NUM GmbH"),
        ("Welche Länder sind vertreten?", "Sie verteilen sich auf sieben Länder.", "de", "sieben"),
        ("Wer leitet es?", "Das Netz der Kliniken (NDK) wird fortgeführt.", "de", "Netz der Kliniken (NDK)"),
        ("Who is the head of it?", "The network belongs to the Bund.", "en", "network"),
        ("Wer leitet die GmbH?", "Die GmbH gehört dem Bund.", "de", "Bund"),
        ("Welche Länder sind vertreten?", "They are spread over seven German states.", "en", "seven German states"),
        ("In which town was it held?", "It was held in 2022.", "en", "Munich"),
        (
            "In welcher Stadt war es?",
            "Am 19. Mai 2022 beschloss es die ABC.",
            "de",
            "19. Mai 2022 beschloss es die ABC",
        ),
        ("In which town was it?", "On 19 May 2022 the ABC decided.", "en", "19 May 2022 the ABC decided"),
        ("Who is the head of it?", "The Network of Hospitals (NOH) goes on.", "en", "Network of Hospitals"),
    ],
)
def test_a_person_or_a_place_is_not_answered_without_a_name_of_its_own(
    question: str, quote: str, language: str, key: str, signals: Callable[..., ReplySignals]
) -> None:
    assert missing(signals(question, quote, language, key, published=None)) == ["kind_missing"]


@pytest.mark.parametrize(
    ("question", "quote", "language", "key", "expected"),
    [
        ("Warum wurde der Verein umbenannt?", "Der Verein heißt seither Klub.", "de", "Klub", ["kind_missing"]),
        ("Warum wurde der Verein umbenannt?", "Er wurde umbenannt, weil er wuchs.", "de", "weil er wuchs", []),
        ("Why was the club renamed?", "The association was renamed club.", "en", "club", ["kind_missing"]),
        ("Why was the club renamed?", "It was renamed because it grew.", "en", "because it grew", []),
        ("Why was the club renamed?", "Er wurde umbenannt, da er wuchs.", "de", "da er wuchs", []),
        ("Welche Jahre umfasst die Phase?", "Die Phase begann 2018.", "de", "2018", ["kind_missing"]),
        ("Welche Jahre umfasst die Phase?", "Die Phase lief von 2018 bis 2022.", "de", "von 2018 bis 2022", []),
        ("Which years does the phase cover?", "The phase began in 2018.", "en", "2018", ["kind_missing"]),
        (
            "Von wann bis wann lief die Phase?",
            "Die Phase begann im April 2020 und endete im Mai 2021.",
            "de",
            "im April 2020 bis im Mai 2021",
            [],
        ),
        (
            "How many sites are there?",
            "It paid for 13 projects that spanned sites.",
            "en",
            "13",
            ["kind_missing"],
        ),
        (
            "How many sites are there?",
            "Es gab 13 Projekte, die Standorte verbanden.",
            "de",
            "13",
            ["kind_missing"],
        ),
        ("Wie viele Standorte gibt es?", "Es gibt 36 Standorte.", "de", "36", []),
        ("Wie viele Standorte gibt es?", "Es gibt 36 Kliniken.", "de", "36", []),
        ("Wie viele Länder sind dabei?", "Members from seven German states are in it.", "en", "seven", []),
        ("Wie viele Fachhochschulen hat es?", "It has two universities of applied sciences.", "en", "two", []),
        ("How many medicine sites are there?", "Alle 36 Standorte der Medizin sind dabei.", "de", "36", []),
    ],
)
def test_a_reason_a_period_and_a_count_are_answered_by_nothing_else(
    question: str, quote: str, language: str, key: str, expected: list[str], signals: Callable[..., ReplySignals]
) -> None:
    assert missing(signals(question, quote, language, key, published=None)) == expected


@pytest.mark.parametrize(
    ("question", "quote", "language"),
    [
        ("Ist der Eintritt frei?", "Der Eintritt ist frei.", "de"),
        ("Is admission free?", "Admission is free.", "en"),
    ],
)
@pytest.mark.parametrize(("so", "decided"), [(True, 1.0), (None, 0.0)])
def test_a_yes_or_no_that_is_not_said_is_known(
    signals: Callable[..., ReplySignals], question: str, quote: str, language: str, so: bool | None, decided: float
) -> None:
    found = signals(question, quote, language, so=so)
    assert (found.asks_yes_no, found.decided) == (1.0, decided)


def test_no_yes_or_no_is_missed_where_none_was_asked_for(signals: Callable[..., ReplySignals]) -> None:
    found = signals("Who chaired the council?", "The council is chaired by Eva Kern.", "en")
    assert (found.asks_yes_no, found.decided) == (0.0, 0.0)
