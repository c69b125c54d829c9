from dataclasses import replace

import pytest

from eval.score import score
from eval.squad import document_of
from eval.types import FigureGold, Item, Place, Support
from qa.types import Citation

TEXTS = {
    "de.md": "Das NUM hat 37 Standorte. Im Jahr 2022 waren es 36 Standorte. Es sitzt in Berlin.",
    "en.md": "The network has 37 sites. In 2022 there were 36 sites. It is based in Berlin.",
}
DOCUMENTS = {path: document_of(path, path, text, path[:2]) for path, text in TEXTS.items()}
RIGHT = {"de.md": "Das NUM hat 37 Standorte.", "en.md": "The network has 37 sites."}
OTHER = {"de.md": "Im Jahr 2022 waren es 36 Standorte.", "en.md": "In 2022 there were 36 sites."}


def item(path, *, status="answered", support=True, values=("37",)):
    gold = None if status == "not_in_documents" else FigureGold("count", values)
    supports = (Support(path, RIGHT[path]),) if gold and support else ()
    return Item("q", path[:2], "?", "count", status, gold, supports)


def place(path, quote):
    start = TEXTS[path].index(quote)
    return Place(path, start, start + len(quote))


def nearest(path, quote):
    at = place(path, quote)
    return (Citation(path, path, None, None, at.start, at.end, quote),)


@pytest.mark.parametrize("path", ["de.md", "en.md"])
class TestFailure:
    def test_what_is_right_has_none(self, answer_with, path):
        answer = answer_with(RIGHT[path], DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
        refusal = answer_with("", DOCUMENTS, status="not_in_documents")
        assert score(item(path), answer, DOCUMENTS).failure is None
        assert score(item(path, status="not_in_documents"), refusal, DOCUMENTS).failure is None

    def test_a_refusal_is_told_apart_by_what_came_nearest(self, answer_with, path):
        refusal = answer_with("", DOCUMENTS, status="not_in_documents")
        near = replace(refusal, nearest=nearest(path, RIGHT[path]))
        far = replace(refusal, nearest=nearest(path, OTHER[path]))
        assert score(item(path), near, DOCUMENTS).failure == "wrongly_refused"
        assert score(item(path), far, DOCUMENTS).failure == "not_retrieved"

    def test_the_evidence_says_more_than_the_nearest(self, answer_with, path):
        refusal = replace(answer_with("", DOCUMENTS, status="not_in_documents"), nearest=nearest(path, OTHER[path]))
        evidence = (place(path, OTHER[path]), place(path, RIGHT[path]))
        outcome = score(item(path), refusal, DOCUMENTS, evidence)
        assert (outcome.failure, outcome.rank) == ("wrongly_refused", 2)
        outcome = score(item(path), refusal, DOCUMENTS, evidence[:1])
        assert (outcome.failure, outcome.rank) == ("not_retrieved", 0)

    def test_a_wrong_answer_is_told_apart_by_what_it_quotes(self, answer_with, path):
        misread = answer_with(OTHER[path], DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
        elsewhere = answer_with(OTHER[path], DOCUMENTS, [(path, OTHER[path], None)], language=path[:2])
        assert score(item(path), misread, DOCUMENTS).failure == "misread"
        assert score(item(path), elsewhere, DOCUMENTS).failure == "not_chosen"
        both = (place(path, OTHER[path]), place(path, RIGHT[path]))
        assert score(item(path), elsewhere, DOCUMENTS, both).failure == "not_chosen"
        assert score(item(path), elsewhere, DOCUMENTS, both[:1]).failure == "not_retrieved"

    def test_a_right_answer_from_a_sentence_that_is_no_support(self, answer_with, path):
        answer = answer_with(RIGHT[path], DOCUMENTS, [(path, OTHER[path], None)], language=path[:2])
        assert score(item(path), answer, DOCUMENTS).failure == "other_sentence"

    def test_a_conflict_that_was_not_told(self, answer_with, path):
        conflict = item(path, status="conflicting", values=("36", "37"))
        answer = answer_with(RIGHT[path], DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
        assert score(conflict, answer, DOCUMENTS).failure == "misjudged"

    def test_an_answer_where_there_is_none(self, answer_with, path):
        answer = answer_with(RIGHT[path], DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
        assert score(item(path, status="not_in_documents"), answer, DOCUMENTS).failure == "wrongly_accepted"

    def test_without_known_support_only_the_answer_counts(self, answer_with, path):
        bare = item(path, support=False)
        right = answer_with(RIGHT[path], DOCUMENTS, [(path, OTHER[path], None)], language=path[:2])
        wrong = answer_with(OTHER[path], DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
        refusal = answer_with("", DOCUMENTS, status="not_in_documents")
        outcomes = [score(bare, answer, DOCUMENTS, ()) for answer in (right, wrong, refusal)]
        assert [outcome.failure for outcome in outcomes] == [None, "wrong", "wrongly_refused"]
        assert {outcome.quoted for outcome in outcomes} == {None}
        assert {outcome.rank for outcome in outcomes} == {None}


@pytest.mark.parametrize(
    ("path", "text", "backed"),
    [
        ("de.md", "Das NUM hat 37 Standorte.", 1),
        ("de.md", "Das NUM hat seit 2021 37 Standorte.", 0),
        ("en.md", "The network has 37 sites.", 1),
        ("en.md", "The network has 38 sites.", 0),
        ("en.md", "The network has sites.", 1),
    ],
)
def test_a_claim_is_backed_if_its_figures_stand_in_its_own_quotes(answer_with, path, text, backed):
    answer = answer_with(text, DOCUMENTS, [(path, RIGHT[path], None)], language=path[:2])
    outcome = score(item(path), answer, DOCUMENTS)
    assert (outcome.claims, outcome.backed) == (1, backed)


def test_a_derived_figure_needs_no_quote(answer_with):
    answer = answer_with("Es sind 73.", DOCUMENTS, [("de.md", RIGHT["de.md"], None)], claim_status="derived")
    assert score(item("de.md"), answer, DOCUMENTS).backed == 1
