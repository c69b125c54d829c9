"""Counts are written as each language writes them, wherever the page has one."""

import re
from concurrent.futures import Future
from types import SimpleNamespace

import gradio as gr
import pytest

from tests.web.fake_assistant import FakeAssistant
from web.background_run import Progress
from web.exchange import Exchange
from web.keeping import Keeping
from web.layout import Parts
from web.library import Library
from web.listing import Row
from web.receipts import Rechecked
from web.render import (
    documents_html,
    exchange_html,
    receipts_html,
    running_html,
    strictness_html,
    trust_html,
)
from web.reporting import Runnable
from web.shelf import Shelf
from web.texts import ENGLISH, GERMAN
from web.trust import Facts, ModelFacts

LANGUAGES = pytest.mark.parametrize(("texts", "thousand"), [(GERMAN, "1.000"), (ENGLISH, "1,000")])


def words(html: str) -> str:
    return re.sub("<[^>]+>", " ", html)


@LANGUAGES
def test_every_count_on_the_page_is_grouped(texts, thousand):
    model = ModelFacts("a", None)
    answer = FakeAssistant().ask("Wie viele Standorte?")
    rows = [Row(f"{number}.txt", "indexed", "t") for number in range(1000)]
    broken = [Row(f"{number}.pdf", "unreadable", "t") for number in range(1000)]
    for html, times in (
        (running_html(texts, Progress("running", 1000, 1000), ()), 2),
        (running_html(texts, Progress(), [Runnable("set_shipped", 1000), Runnable("set_rated", 1000)]), 2),
        (exchange_html(Exchange("?", "searching", ahead=1000), texts, None), 1),
        (strictness_html((), 0.4, 0.4, 1000, texts), 1),
        (trust_html(Facts(model, model, 1000, None, None), texts), 1),
        (documents_html([*rows, *broken], texts, ready=True), 2),
        (receipts_html([Rechecked(answer, (), ("x",) * 1000, ())], texts), 1),
    ):
        assert words(html).count(thousand) == times and "1000" not in words(html)


@LANGUAGES
def test_the_number_of_files_that_are_read_is_grouped(tmp_path, texts, thousand):
    opening = Future()
    opening.set_result(FakeAssistant())
    with gr.Blocks():
        parts = Parts()
    library = Library(Shelf(opening), tmp_path, tmp_path / "removed", max_bytes=10)
    files = [f"{number}.txt" for number in range(1000)]
    updates = Keeping(Shelf(opening), parts, library).announce(files, texts.language, SimpleNamespace(headers={}))
    assert thousand in updates[parts.change]


@pytest.mark.parametrize(("texts", "one"), [(GERMAN, "1 Dokument"), (ENGLISH, "1 document")])
def test_one_document_is_one(texts, one):
    model = ModelFacts("a", None)
    assert f"<dd>{one}</dd>" in trust_html(Facts(model, model, 1, None, None), texts)
