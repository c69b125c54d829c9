"""What is right to a question that calibration learns from."""

from dataclasses import replace
from random import Random

import pytest

from eval.answers import Probe
from eval.lessons import Case, hard_lesson, invented_lesson, own_lesson, squad_lessons, tuned_groups, untaught
from eval.squad import GoldSpan, Paragraph, Question, document_of
from eval.types import FigureGold, Item, Support, TextGold, YesNoGold
from index.types import Document
from qa.types import Citation, Claim, Evidence, Span

GERMAN = document_of("xquad.de/000-00-Norby.txt", "Norby", "Der Hafen ist alt. Er hat 46 Kräne.", "de")
ENGLISH = document_of("xquad.en/000-00-Norby.txt", "Norby", "The port is old. It has 46 cranes.", "en")
QUOTES = {"de": "Er hat 46 Kräne.", "en": "It has 46 cranes."}
QUESTIONS = {"de": "Wie viele Kräne hat der Hafen?", "en": "How many cranes does the port have?"}


def claim(document: Document, quote: str, key: str = "", text: str = "") -> Claim:
    start = document.text.index(quote)
    cited = Citation(document.path, document.title, None, None, start, start + len(quote), quote)
    at = document.text.index(key)
    spans = (Span(document.path, at, at + len(key), key),) if key else ()
    return Claim(text or quote, "supported", (cited,), spans)


def sentence(document: Document, quote: str) -> Evidence:
    start = document.text.index(quote)
    end = start + len(quote)
    return Evidence(1, document.id, document.path, "", None, None, document.language, None, start, end, quote, "", 1.0)


def item(language: str, gold: object, support: tuple[tuple[Document, str], ...], **fields: object) -> Item:
    known = {"id": f"Norby/1-{language}", "question": QUESTIONS[language], "kind": "count", "status": "answered"}
    places = tuple(Support(document.path, quote) for document, quote in support)
    return Item(language=language, gold=gold, support=places, **{**known, **fields})


def only(lesson_cases: object) -> Case:
    (case,) = lesson_cases
    return case


@pytest.mark.parametrize(("language", "document"), [("de", GERMAN), ("en", ENGLISH)])
def test_an_answer_that_quotes_the_right_sentence_must_also_say_what_is_right(
    language: str, document: Document
) -> None:
    asked = item(language, FigureGold("count", ("46",)), ((document, QUOTES[language]),))
    case = only(own_lesson([asked], [GERMAN, ENGLISH], Random(1)).cases)
    other = document.text.split(". ")[0] + "."
    assert case.answerable
    assert case.answers(sentence(document, QUOTES[language])) is True
    assert case.answers(sentence(document, other)) is False
    assert case.right(claim(document, QUOTES[language], "46"))
    assert not case.right(claim(document, QUOTES[language], QUOTES[language].split()[-1]))
    assert not case.right(claim(document, other))


@pytest.mark.parametrize(
    ("language", "document", "yes", "no"), [("de", GERMAN, "Ja", "Nein"), ("en", ENGLISH, "Yes", "No")]
)
def test_a_yes_or_no_must_be_said_and_be_the_right_one(language: str, document: Document, yes: str, no: str) -> None:
    quote = QUOTES[language]
    case = only(
        own_lesson([item(language, YesNoGold("yes_no", "yes"), ((document, quote),))], [document], Random(1)).cases
    )
    assert case.right(claim(document, quote, text=f"{yes}. {quote}"))
    assert not case.right(claim(document, quote, text=f"{no}. {quote}"))
    assert not case.right(claim(document, quote))


def test_of_two_values_that_differ_either_is_right_and_of_two_that_belong_together_both() -> None:
    later = document_of("later.txt", "", "Er hat 47 Kräne.", "de")
    both = FigureGold("count", ("46", "47"))
    asked = item("de", both, ((GERMAN, QUOTES["de"]), (later, "Er hat 47 Kräne.")), status="conflicting")
    said = claim(later, "Er hat 47 Kräne.", "47")
    documents = [GERMAN, later]
    assert only(own_lesson([asked], documents, Random(1)).cases).right(said)
    assert not only(own_lesson([replace(asked, status="answered")], documents, Random(1)).cases).right(said)


def test_what_was_exchanged_in_a_question_is_read_and_not_replied_to() -> None:
    first = item("de", FigureGold("count", ("46",)), ((GERMAN, QUOTES["de"]),))
    second = item("de", TextGold("text", ("alt",)), ((GERMAN, "Der Hafen ist alt."),), question="Wie ist die Werft?")
    lesson = own_lesson([first, second], [GERMAN], Random(1))
    assert len(lesson.cases) == 2
    assert lesson.read_only
    for case in lesson.read_only:
        assert not case.answerable
        assert {case.answers(sentence(GERMAN, quote)) for quote in ("Der Hafen ist alt.", QUOTES["de"])} == {
            False,
            None,
        }


def test_a_question_that_leans_on_another_or_asks_two_things_teaches_nothing() -> None:
    asked = item("de", TextGold("text", ("46",)), ((GERMAN, QUOTES["de"]),))
    two = replace(asked, question="Wie viele Kräne hat der Hafen und wer leitet ihn?")
    assert not own_lesson([two], [GERMAN], Random(1)).cases


@pytest.mark.parametrize(("language", "own"), [("de", GERMAN), ("en", ENGLISH)])
def test_a_hard_question_across_languages_is_asked_without_the_documents_in_its_own(
    language: str, own: Document
) -> None:
    asked = item(language, FigureGold("count", ("46",)), ((GERMAN, QUOTES["de"]), (ENGLISH, QUOTES["en"])))
    across = replace(asked, tags=("cross_language",))
    plain, hidden = hard_lesson([asked, across], [GERMAN, ENGLISH]).cases
    assert (tuple(plain.hidden), tuple(hidden.hidden)) == ((), (own.path,))
    assert plain.group == hidden.group == "Norby.txt"


def test_a_question_about_an_invented_programme_is_asked_without_the_documents_of_the_others() -> None:
    documents = [replace(GERMAN, path=path) for path in ("nor-2019-rede.md", "nor-2021-brief.md", "norby-2020-rede.md")]
    asked = [replace(item("de", None, ()), id=f"{name}/cranes-de") for name in ("nor", "norby")]
    lesson = invented_lesson(asked, documents)
    nor, norby = only(lesson.cases), only(lesson.read_only)
    assert (nor.group, norby.group) == ("nor", "norby")
    assert nor.hidden == ["norby-2020-rede.md"]
    assert norby.hidden == ["nor-2019-rede.md", "nor-2021-brief.md"]


def test_half_of_the_articles_and_the_programmes_that_are_only_read_tune_the_model_and_no_own_fact() -> None:
    names = ("norby", "nor", "sund", "vik", "ås")
    programmes = invented_lesson(
        [item("de", None, (), id=f"{name}/1-de") for name in names],
        [replace(GERMAN, path=f"{name}-2019-rede.md", id=name) for name in names],
    )
    articles = hard_lesson([item("de", None, (), id=f"{name}/1-de") for name in ("B", "A", "C")], [GERMAN])
    gold = item("de", FigureGold("count", ("46",)), ((GERMAN, QUOTES["de"]),), id="own")
    own = own_lesson([gold], [GERMAN], Random(1))
    groups = tuned_groups([programmes, articles, own])
    assert groups == {"A.txt", "C.txt"} | {case.group for case in programmes.read_only}
    assert len(programmes.read_only) == 3


def test_questions_on_articles_that_nothing_was_taught_with() -> None:
    probes = [Probe(f"q{n}", "Wer?", (), (f"xquad.de/00{n}-00-{name}.txt",), ()) for n, name in enumerate("CABAD")]
    assert [probe.id for probe in untaught(probes)] == ["q2", "q4"]


def test_half_of_the_sampled_questions_have_lost_their_paragraphs_and_an_article_is_one_in_both_languages() -> None:
    files = []
    for document, language in ((GERMAN, "de"), (ENGLISH, "en")):
        paths = [document.path.replace("000-00", f"000-0{n}") for n in range(4)]
        files.append(
            [
                Paragraph(
                    replace(document, path=path, id=path, text=document.text.replace("46", f"4{n}")),
                    (Question(f"q{n}", f"{QUESTIONS[language]} {n}", (_gold(path, document.text, f"4{n}"),)),),
                )
                for n, path in enumerate(paths)
            ]
        )
    asked, bare = squad_lessons(files, sample=4, seed=1, chance=Random(1))
    hidden = [case for case in asked.cases if case.hidden]
    assert len(hidden) == 2
    assert not any(case.answerable for case in hidden)
    assert {case.group for case in (*asked.cases, *bare.read_only)} == {"Norby.txt"}
    assert not bare.cases
    assert not any(case.answerable for case in (*asked.read_only, *bare.read_only))
    assert len(bare.documents) == 8
    assert sum("4" in document.text for document in bare.documents) == 4


def _gold(path: str, text: str, answer: str) -> GoldSpan:
    start = text.index("46")
    return GoldSpan(path, start, start + len(answer), answer)
