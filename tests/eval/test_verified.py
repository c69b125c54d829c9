from dataclasses import replace

import pytest

from eval.faults import FAULTS
from eval.squad import document_of
from eval.verified import verified_claims

TEXTS = {
    "de.md": "Das Netzwerk begann im April 2020. Es hat 37 Standorte.",
    "en.md": "The network began in April 2020. It has 37 sites.",
}
DOCUMENTS = {path: document_of(path, path, text, path[:2]) for path, text in TEXTS.items()}
QUOTE = {"de.md": "Das Netzwerk begann im April 2020.", "en.md": "The network began in April 2020."}
SAID = {"de.md": "Das Netzwerk begann im {} 2020.", "en.md": "The network began in {} 2020."}


@pytest.fixture
def said(answer_with):
    def make(path, text):
        return answer_with(text, DOCUMENTS, [(path, QUOTE[path], "April 2020")], language=path[:2])

    return make


@pytest.mark.parametrize("path", TEXTS)
def test_a_claim_that_says_what_its_quote_says_holds(said, path):
    assert verified_claims(said(path, SAID[path].format("April")), DOCUMENTS) == 1


@pytest.mark.parametrize(("path", "month"), [("de.md", "Mai"), ("en.md", "May")])
def test_a_figure_that_is_not_in_the_quote_does_not_hold(said, path, month):
    assert verified_claims(said(path, SAID[path].format(month)), DOCUMENTS) == 0


@pytest.mark.parametrize("path", TEXTS)
def test_a_name_that_nobody_said_does_not_hold_though_every_figure_does(said, path):
    answer = replace(said(path, f"{QUOTE[path][:-1]} (Charité)."), question="Wann?")
    assert verified_claims(answer, DOCUMENTS) == 0


@pytest.mark.parametrize("path", TEXTS)
def test_a_quote_beside_its_place_and_one_of_no_document_do_not_hold(said, path):
    answer = said(path, QUOTE[path])
    assert verified_claims(FAULTS["offsets_shifted"].change(answer), DOCUMENTS) == 0
    assert verified_claims(answer, {}) == 0


def test_a_refusal_has_no_claims(answer_with):
    assert verified_claims(answer_with("", DOCUMENTS, status="not_in_documents"), DOCUMENTS) == 0
