"""Passages and sentences come in a total order, with the parts of their scores, in both languages."""

import numpy as np
import pytest

from index.index import Index
from index.search import PASSAGE_WEIGHTS, SENTENCE_WEIGHTS
from index.types import Document

GERMAN = {
    "gwk.txt": "Dorothee Bär hat den Vorsitz der Gemeinsamen Wissenschaftskonferenz.",
    "money.txt": "Der Bund gibt 30 Mio. Euro im Jahr für das Netzwerk.",
    "hosts.txt": "Alle 37 Universitätskliniken arbeiten im Netzwerk zusammen.",
    "health.txt": "Der Krankenstand im Haus ist im Winter hoch.",
    "garden.txt": "Rosen blühen im Garten hinter dem Haus.",
}
ENGLISH = {
    "gwk-en.txt": "Dorothee Bär chairs the Joint Science Conference.",
    "money-en.txt": "The federal government provides 30 million euros a year for the network.",
    "garden-en.txt": "Roses flower in the garden behind the house.",
}


@pytest.fixture
def over(fake_encoder, document):
    """An index over texts by path, in one language or by path."""
    opened = []

    def make(texts: dict[str, str], language="de", **options) -> Index:
        documents = [document(path, text, "en" if "-en" in path else language) for path, text in texts.items()]
        opened.append(Index.over(documents, fake_encoder, **options))
        return opened[-1]

    yield make
    for index in opened:
        index.close()


def found(index: Index, question: str, k: int = 10, **options) -> list[str]:
    return [hit.passage.document_id for hit in index.search(question, k, **options)]


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("Wer hat den Vorsitz der Wissenschaftskonferenz?", "gwk.txt"),
        ("Wie viele Universitätskliniken arbeiten zusammen?", "hosts.txt"),
        ("Wo blühen Rosen?", "garden.txt"),
        ("Who chairs the conference?", "gwk-en.txt"),
        ("Where do roses flower?", "garden-en.txt"),
    ],
)
def test_the_passage_that_answers_comes_first(question, path, over):
    assert found(over(GERMAN | ENGLISH), question)[0] == path


@pytest.mark.parametrize(
    ("texts", "question", "path"),
    [
        (GERMAN, "Who chairs the joint science conference?", "gwk.txt"),
        (GERMAN, "How many university hospitals?", "hosts.txt"),
        (ENGLISH, "Wer hat den Vorsitz der Gemeinsamen Wissenschaftskonferenz?", "gwk-en.txt"),
        (ENGLISH, "Wie viele Millionen gibt der Bund?", "money-en.txt"),
    ],
)
def test_the_words_of_a_question_are_found_in_the_other_language(texts, question, path, over):
    index = over(texts)
    by_words = max(index.search(question), key=lambda hit: hit.parts["lexical"])
    assert by_words.passage.document_id == path
    assert by_words.parts["lexical"] > 0
    sentence = max(index.search_sentences(question), key=lambda hit: hit.parts["lexical"])
    assert sentence.document_id == path


@pytest.mark.parametrize(
    "question",
    [
        "Seit wann gibt es das Netzwerk Universitätsmedizin?",
        "Since when has the Network of University Medicine existed?",
    ],
)
def test_a_sentence_with_the_abbreviation_is_found_by_what_it_stands_for(question, over):
    texts = {"def.txt": "Wir sind das Netzwerk Universitätsmedizin (NUM).", "since.txt": "Das NUM besteht seit 2020."}
    index = over(GERMAN | texts)
    found = {hit.document_id: hit.parts["lexical"] for hit in index.search_sentences(question, 20)}
    assert found["since.txt"] > max(found[path] for path in GERMAN)


def test_a_score_is_the_weighted_sum_of_its_parts(over, fake_encoder):
    index = over(GERMAN)
    question = "Wie viel Euro gibt der Bund?"
    for hit in index.search(question, 3):
        assert hit.score == pytest.approx(sum(PASSAGE_WEIGHTS[name] * part for name, part in hit.parts.items()))
        cosine = fake_encoder.embed_query(question)[0] @ fake_encoder.embed_query(hit.passage.text)[0]
        assert hit.parts["dense"] == pytest.approx(float(cosine), abs=1e-5)
        assert 0 <= hit.parts["lexical"] <= 1
    for hit in index.search_sentences(question, 3):
        assert hit.score == pytest.approx(sum(SENTENCE_WEIGHTS[name] * part for name, part in hit.parts.items()))


@pytest.mark.parametrize(("question", "crowd", "other"), [("Wo ist was?", "", "-en"), ("Where is what?", "-en", "")])
def test_sentences_in_the_question_s_language_leave_a_place_for_one_in_the_other(question, crowd, other, over):
    same = {f"{number:02}{crowd}.txt": "Xyzzy 12." for number in range(50)}
    index = over(same | {f"last{other}.txt": "Xyzzy 12."})
    first, second, *_ = index.search_sentences(question, 40)
    assert first.document_id == f"last{other}.txt"
    assert first.score - second.score == pytest.approx(SENTENCE_WEIGHTS["other_language"])


@pytest.mark.parametrize(
    ("question", "path"), [("Wo blühen Rosen?", "garden.txt"), ("Where do roses?", "garden-en.txt")]
)
def test_a_start_does_not_take_the_place_of_a_sentence_that_has_the_question_s_words(question, path, over):
    assert over(GERMAN | ENGLISH).search_sentences(question, 1)[0].document_id == path


def test_scores_do_not_depend_on_the_other_candidates(over):
    question = "Wie viele Universitätskliniken arbeiten zusammen?"
    hits = over(GERMAN).search(question, 5)
    some = over(GERMAN).search(question, 5, exclude={hits[0].passage.document_id})
    assert some == hits[1:]


def test_best_first(over):
    scores = [hit.score for hit in over(GERMAN | ENGLISH).search("Wer hat den Vorsitz?", 8)]
    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("count", [7, 300])
def test_ties_go_by_path_and_place(count, over):
    paths = [f"{n * 7919 % 1000:03}.txt" for n in range(count)]
    index = over(dict.fromkeys(paths, GERMAN["gwk.txt"]))
    hits = index.search("Wer hat den Vorsitz?", 5)
    assert len({hit.score for hit in hits}) == 1
    assert [hit.passage.document_id for hit in hits] == sorted(paths)[:5]
    sentences = index.search_sentences("Wer hat den Vorsitz?", 5)
    assert [hit.document_id for hit in sentences] == sorted(paths)[:5]


def test_equal_sentences_of_one_document_keep_their_order(over):
    index = over({"a.txt": " ".join(["Das Netzwerk wächst."] * 4)})
    starts = [hit.sentence.start for hit in index.search_sentences("Wächst das Netzwerk?", 4)]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_the_same_question_gives_the_same_answer_however_the_documents_came(over):
    question = "Wie viel Euro gibt der Bund?"
    backwards = dict(reversed(GERMAN.items()))
    assert over(GERMAN).search(question) == over(backwards).search(question)


def test_an_empty_filter_excludes_nothing_and_a_full_one_everything(over):
    index = over(GERMAN)
    assert len(found(index, "Netzwerk")) == len(found(index, "Netzwerk", exclude=set())) == len(GERMAN)
    assert found(index, "Netzwerk", exclude=set(GERMAN)) == []
    assert index.search_sentences("Netzwerk", exclude=set(GERMAN)) == []


@pytest.mark.parametrize("kind", [set, list, tuple, frozenset])
def test_excluded_documents_are_never_found_and_do_not_use_up_places(kind, over):
    index = over(GERMAN)
    question = "Wer hat den Vorsitz der Gemeinsamen Wissenschaftskonferenz?"
    best = found(index, question)[0]
    rest = found(index, question, k=4, exclude=kind([best, "unknown.txt"]))
    assert best not in rest
    assert len(rest) == 4
    assert best not in [hit.document_id for hit in index.search_sentences(question, exclude=kind([best]))]


def test_many_excluded_documents_do_not_hide_the_others(over):
    copies = {f"copy-{n}.txt": GERMAN["gwk.txt"] for n in range(300)}
    assert found(over(copies | GERMAN), "Wer hat den Vorsitz?", exclude=set(copies))[0] == "gwk.txt"


@pytest.mark.parametrize("k", [0, -1])
def test_k_must_be_at_least_one(k, over):
    index = over(GERMAN)
    with pytest.raises(ValueError, match=f"k is {k}"):
        index.search("Netzwerk", k)
    with pytest.raises(ValueError, match=f"k is {k}"):
        index.search_sentences("Netzwerk", k)


def test_k_limits_and_may_be_more_than_there_are(over):
    index = over(GERMAN)
    assert len(index.search("Netzwerk", 2)) == len(index.search_sentences("Netzwerk", 2)) == 2
    assert len(index.search("Netzwerk", 1000)) == len(GERMAN)


@pytest.mark.parametrize("texts", [{}, {"a.txt": "und das oder die"}])
def test_little_or_nothing_to_search_is_no_error(texts, over):
    index = over(texts)
    assert len(index.search("Wer hat den Vorsitz?")) == len(texts)
    assert len(index.search_sentences("Wer hat den Vorsitz?")) == len(texts)


@pytest.mark.parametrize("question", ["?", "42", "🩺", "und oder", "a" * 5000])
def test_odd_questions_are_no_error(question, over):
    assert len(over(GERMAN).search(question, 3)) == 3


def test_a_sentence_is_found_once_though_passages_overlap(over):
    text = " ".join(f"Der Satz mit der Nummer {n} nennt das Netzwerk." for n in range(60))
    index = over({"a.txt": text}, passage_size=300)
    assert len(index.generation.passages) > 5
    hits = index.search_sentences("Was nennt der Satz mit der Nummer 7?", 60)
    places = [hit.sentence.start for hit in hits]
    assert len(places) == len(set(places)) == 60
    assert text[hits[0].sentence.start : hits[0].sentence.end] == "Der Satz mit der Nummer 7 nennt das Netzwerk."


def test_offsets_of_hits_are_those_of_the_document(over):
    index = over({"a.txt": "Größe 🩺 zählt.\n\nDas Netzwerk wächst. Es hat 37 Häuser."})
    document: Document = index.documents()[0]
    for hit in index.search("Wie viele Häuser?"):
        assert document.text[hit.passage.start : hit.passage.end] == hit.passage.text
    best = index.search_sentences("Es hat wie viele Häuser?", 1)[0].sentence
    assert document.text[best.start : best.end] == "Es hat 37 Häuser."
    assert np.isfinite(index.search("Häuser")[0].score)


@pytest.mark.parametrize(
    ("text", "language", "question", "points_back", "stands_alone"),
    [
        (
            "Es gibt eine Geschäftsstelle. Sie wird von drei Verbänden geführt. Rosen blühen von drei Seiten.",
            "de",
            "Wer führt die Geschäftsstelle?",
            "Sie wird von drei Verbänden geführt.",
            "Rosen blühen von drei Seiten.",
        ),
        (
            "There is a coordination office. It is run by three associations. Roses flower on three sides.",
            "en",
            "Who runs the coordination office?",
            "It is run by three associations.",
            "Roses flower on three sides.",
        ),
    ],
)
def test_a_sentence_that_points_back_is_found_by_what_it_points_at(
    over, text: str, language: str, question: str, points_back: str, stands_alone: str
) -> None:
    hits = over({"office.txt": text}, language).search_sentences(question, 9)
    lexical = {text[hit.sentence.start : hit.sentence.end]: hit.parts["lexical"] for hit in hits}
    subject = text.split(". ", maxsplit=1)[0] + "."
    assert lexical[points_back] > lexical[subject] / 2 > 0
    assert lexical[stands_alone] == 0
