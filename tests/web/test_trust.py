"""What the page says can be relied on."""

import hashlib
import json

import pytest
from playwright.sync_api import expect

from qa.abstain import FITTED
from qa.gguf import QWEN
from qa.settings import Settings
from tests.web.fake_assistant import FakeAssistant
from web.trust import facts, prices


def test_bundled_models_are_named_with_the_hash_they_were_checked_by(tmp_path):
    known = facts(Settings(documents=tmp_path), 3)
    assert (known.language_model.name, known.language_model.sha256) == ("qwen2.5-coder-1.5b", QWEN.sha256)
    assert len(known.encoder.sha256) == 64
    assert known.open_to is None and known.documents == 3


def test_a_model_of_the_user_s_own_is_hashed(tmp_path):
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF and weights")
    known = facts(Settings(documents=tmp_path, model=str(own), encoder="org/other"), 0)
    assert known.language_model.sha256 == hashlib.sha256(b"GGUF and weights").hexdigest()
    assert (known.encoder.name, known.encoder.sha256) == ("org/other", None)


def test_a_page_that_others_can_reach_says_so(tmp_path):
    assert facts(Settings(documents=tmp_path, host="0.0.0.0", port=8000), 0).open_to == "0.0.0.0:8000"


@pytest.mark.parametrize("threshold", [0.0, 0.42, 0.5, 1.0])
def test_the_price_of_the_threshold_in_force_is_the_measured_one(threshold):
    measured = json.loads(FITTED.read_text("utf-8"))["report"]["thresholds"]
    nearest = min(measured, key=lambda row: abs(row["threshold"] - threshold))
    shown = {one.threshold: one.false_answers for one in prices(threshold)}
    assert shown[nearest["threshold"]] == nearest["false_answers"]


@pytest.mark.parametrize(
    ("locale", "tab", "promise"),
    [("de-DE", "Vertrauen", "Nichts verlässt diesen Rechner"), ("en-GB", "Trust", "Nothing leaves this machine")],
)
def test_the_tab_shows_it_in_both_languages(serve_page, open_page, locale, tab, promise):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    page.get_by_role("tab", name=tab).click()
    expect(page.locator(".trust")).to_contain_text(promise)
    expect(page.locator(".trust")).to_contain_text(QWEN.sha256)
    expect(page.locator(".trust .in-force")).to_contain_text("50")
