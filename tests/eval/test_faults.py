from importlib import import_module

import pytest

from eval.faults import FAULTS, BrokenAssistant, broken
from eval.score import score
from eval.squad import document_of
from eval.types import FigureGold, Item, Support
from index.lexical import terms
from index.query_language import question_language
from index.search import Query, search_sentences
from qa.settings import Settings
from qa.types import Answer

TEXTS = {
    "de.md": "Das Netzwerk begann im April 2020. Es hat 37 Standorte.",
    "en.md": "The network began in April 2020. It has 37 sites.",
}
DOCUMENTS = {path: document_of(path, path, text, path[:2]) for path, text in TEXTS.items()}
FIRST = {"de.md": "Das Netzwerk begann im April 2020.", "en.md": "The network began in April 2020."}


def test_there_are_eight():
    assert len(FAULTS) == 8


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_fault_replaces_exists_and_is_put_back(name):
    def current():
        found = []
        for target in FAULTS[name].replaced:
            module, _, attribute = target.rpartition(".")
            found.append(getattr(import_module(module), attribute))
        return found

    before = current()
    with broken(FAULTS[name]):
        assert all(now is not then for now, then in zip(current(), before, strict=True))
    assert all(now is then for now, then in zip(current(), before, strict=True))


@pytest.mark.parametrize("name", FAULTS)
def test_its_settings_are_settings(name):
    settings = Settings.load().model_copy(update=dict(FAULTS[name].settings))
    assert Settings.model_validate(settings.model_dump()) == settings


@pytest.mark.parametrize(("language", "word"), [("de", "Standorte"), ("en", "networks")])
def test_without_the_stemmer_words_stay_inflected(language, word):
    assert terms(word, language) != [word.casefold()]
    with broken(FAULTS["stemmer_off"]):
        assert terms(word, language) == [word.casefold()]


def test_without_fusion_only_words_count(fake_encoder):
    from index.index import Index

    index = Index.over(list(DOCUMENTS.values()), fake_encoder, passage_size=900)
    query = Query("Wann begann das Netzwerk?", "de", fake_encoder.embed_query("Wann begann das Netzwerk?"))
    try:
        with broken(FAULTS["bm25_only"]):
            hits = search_sentences(index.generation, query, 5)
    finally:
        index.close()
    assert all(hit.score == pytest.approx(hit.parts["lexical"]) for hit in hits)


def test_unverified_text_has_no_problem():
    import qa.claims

    with broken(FAULTS["verification_off"]):
        assert qa.claims.problem("es sind 99", None, "?", "de") is None


@pytest.mark.parametrize("path", TEXTS)
def test_shifted_offsets_show_in_the_quotes(answer_with, path):
    answer = answer_with(FIRST[path], DOCUMENTS, [(path, FIRST[path], None)], language=path[:2])
    changed = FAULTS["offsets_shifted"].change(answer)
    assert outcome(path, answer).verbatim == 1
    assert outcome(path, changed).verbatim == 0


@pytest.mark.parametrize("path", TEXTS)
def test_swapped_years_show_in_the_verdict_and_beside_the_quote(answer_with, path):
    answer = answer_with(FIRST[path], DOCUMENTS, [(path, FIRST[path], "April 2020")], language=path[:2])
    changed = FAULTS["years_swapped"].change(answer)
    assert "2021" in changed.text and "2020" not in changed.text
    assert changed.claims[0].citations == answer.claims[0].citations
    assert (outcome(path, answer).verdict, outcome(path, answer).backed) == ("right", 1)
    assert (outcome(path, changed).verdict, outcome(path, changed).backed) == ("wrong", 0)
    assert FAULTS["years_swapped"].change(changed) == answer


def test_a_broken_assistant_changes_the_answer_at_the_end_of_its_stream(assistant_over):
    assistant = BrokenAssistant(assistant_over(TEXTS), FAULTS["offsets_shifted"])
    pieces = list(assistant.stream("Wann begann das Netzwerk?"))
    whole = list(assistant_over(TEXTS).stream("Wann begann das Netzwerk?"))
    assert pieces[:-1] == whole[:-1]
    assert isinstance(pieces[-1], Answer)
    assert pieces[-1].claims[0].citations[0].start == whole[-1].claims[0].citations[0].start + 1
    assert assistant.documents() == assistant_over(TEXTS).documents()


def outcome(path, answer):
    support = (Support(path, FIRST[path]),)
    item = Item("q", path[:2], "?", "date", "answered", FigureGold("date", ("2020-04",)), support)
    assert question_language(FIRST[path]) == path[:2]
    return score(item, answer, DOCUMENTS)
