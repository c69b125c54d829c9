"""What a visitor does that changes nothing is no error; to Gradio, an empty mapping would be one."""

from concurrent.futures import Future
from types import SimpleNamespace

import gradio as gr
import pytest

from qa.settings import Settings
from web.layout import Parts
from web.rating import RatingAnswers
from web.reporting import Reporting
from web.reports import Reports
from web.shelf import Shelf
from web.trusting import Trusting

VISITOR = SimpleNamespace(session_hash="one", headers={})


@pytest.fixture
def parts():
    with gr.Blocks():
        return Parts()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("position", [0, -1, "x", None])
def test_rating_an_answer_that_is_not_there(parts, language, position):
    rating = RatingAnswers(None, parts, None)
    event = SimpleNamespace(position=position, right=True, correction="42")
    for said in (rating.rate, rating.correct):
        assert said((), language, event, VISITOR) == {parts.rated: gr.skip()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_starting_an_evaluation_that_is_not_offered(parts, language, tmp_path):
    reporting = Reporting(parts, Reports(tmp_path), None, None, shipped=False)
    assert reporting.start(language, SimpleNamespace(set="gone"), VISITOR)[parts.running] == ""


@pytest.mark.parametrize("language", ["de", "en"])
def test_checking_no_receipt(parts, language):
    assert Trusting(Shelf(Future()), parts, Settings()).recheck(None, language, VISITOR) == {parts.rechecked: gr.skip()}
