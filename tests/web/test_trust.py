"""What the page says can be relied on."""

import hashlib
import json
import threading
from concurrent.futures import Future

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from qa.abstain import FITTED
from qa.gguf import QWEN
from qa.settings import Settings
from tests.web.fake_assistant import DOCUMENTS, FakeAssistant, document
from web.server import create_app
from web.strictness import Strictness
from web.texts import ENGLISH, GERMAN
from web.trust import LanguageModel, ModelFacts, facts

BALANCED = Settings.model_fields["threshold"].default
NAMED = {one.name: one.threshold for one in Strictness(BALANCED).choices()}


def known_of(settings, documents=0):
    """The facts with the language model hashed."""
    return facts(settings, LanguageModel(settings.model).hashed(), documents, None)


def test_bundled_models_are_named_with_the_hash_they_were_checked_by(tmp_path):
    known = known_of(Settings(documents=tmp_path), 3)
    assert (known.language_model.name, known.language_model.sha256) == ("qwen2.5-coder-1.5b", QWEN.sha256)
    assert len(known.encoder.sha256) == 64
    assert known.open_to is None and known.documents == 3


def test_a_model_of_the_user_s_own_is_hashed(tmp_path):
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF and weights")
    known = known_of(Settings(documents=tmp_path, model=str(own), encoder="org/other"))
    assert known.language_model.sha256 == hashlib.sha256(b"GGUF and weights").hexdigest()
    assert (known.encoder.name, known.encoder.sha256) == ("org/other", None)


@pytest.mark.parametrize("there", [True, False])
def test_a_model_that_cannot_be_read_has_no_hash(tmp_path, monkeypatch, there):
    own = tmp_path / "own.gguf"
    if there:
        own.write_bytes(b"GGUF")
        monkeypatch.setattr(type(own), "open", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    assert LanguageModel(str(own)).hashed() == ModelFacts("own.gguf", None)


@pytest.mark.parametrize(("host", "address"), [("0.0.0.0", "0.0.0.0:8000"), ("::", "[::]:8000")])
def test_a_page_that_others_can_reach_says_so(tmp_path, host, address):
    assert known_of(Settings(documents=tmp_path, host=host, port=8000)).open_to == address


@pytest.mark.parametrize(("host", "named"), [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), ("localhost", "localhost")])
def test_a_loopback_address_of_either_kind_is_this_machine_alone(tmp_path, host, named):
    settings = Settings(documents=tmp_path, host=host)
    assert known_of(settings).open_to is None
    opening = Future()
    opening.set_result(FakeAssistant())
    app = create_app(opening, settings)
    assert TestClient(app, base_url=f"http://{named}:7860").get("/api/health").status_code == 200
    assert TestClient(app, base_url="http://evil.example:7860").get("/api/health").status_code == 400


@pytest.mark.parametrize("default", [0.0, 0.37, BALANCED, 1.0])
def test_each_choice_has_its_measured_price_and_the_default_is_among_them(default):
    measured = json.loads(FITTED.read_text("utf-8"))["report"]["thresholds"]
    choices = Strictness(default).choices()
    for choice in choices:
        nearest = min(measured, key=lambda row: abs(row["threshold"] - choice.threshold))
        assert (choice.price.false_answers, choice.price.false_refusals) == (
            nearest["false_answers"], nearest["false_refusals"],
        )  # fmt: skip
    assert [one.threshold for one in choices] == sorted({*NAMED.values(), default})
    assert [one.name for one in choices if one.threshold != default or one.name != "as_set"] == [
        "generous", "balanced", "strict",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "threshold"),
    [
        (None, BALANCED),
        (NAMED["strict"], NAMED["strict"]),
        (NAMED["generous"], NAMED["generous"]),
        (0.001, BALANCED),
        (str(NAMED["strict"]), BALANCED),
        ([NAMED["strict"]], BALANCED),
        ({}, BALANCED),
    ],
)
def test_a_browser_may_keep_anything_and_only_a_choice_counts(kept, threshold):
    assert Strictness(BALANCED).chosen(kept) == threshold


@pytest.mark.parametrize(
    ("locale", "tab", "strict", "question", "shown"),
    [
        ("de-DE", ("Vertrauen", "Fragen"), "Streng", "Wie hoch ist das Budget?", "Streng"),
        ("en-GB", ("Trust", "Ask"), "Strict", "How long is the river?", "Strict"),
    ],
)
def test_a_visitor_chooses_how_strict_it_is_and_the_browser_keeps_it(
    serve_page, open_page, locale, tab, strict, question, shown
):
    assistant = FakeAssistant()
    url = serve_page(lambda: assistant)
    page = open_page(url, locale=locale)
    page.get_by_role("tab", name=tab[0]).click()
    expect(page.get_by_role("radio")).to_have_count(3)
    before = page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("radio", name=strict).check()
    page.wait_for_function("before => JSON.stringify(localStorage) !== before", arg=before)
    page.reload()
    page.get_by_role("tab", name=tab[0]).click()
    expect(page.get_by_role("radio", name=strict)).to_be_checked()
    page.get_by_role("tab", name=tab[1]).click()
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked] .state")).to_contain_text(shown)
    assert assistant.threshold == NAMED["strict"]
    other = open_page(url, locale=locale)
    other.get_by_role("textbox").fill(question)
    other.keyboard.press("Enter")
    expect(other.locator("#current .exchange[data-stage=checked] .state")).not_to_contain_text(shown)
    assert assistant.threshold == BALANCED


def test_the_choice_is_made_with_the_arrow_keys(serve_page, open_page):
    page = open_page(serve_page(FakeAssistant))
    page.get_by_role("tab", name="Vertrauen").click()
    page.get_by_role("radio", name="Ausgewogen").focus()
    for name in ("Streng", "Großzügig", "Ausgewogen", "Streng"):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        expect(page.get_by_role("radio", name=name)).to_be_focused()


@pytest.mark.parametrize(
    ("locale", "tab", "promise"),
    [("de-DE", "Vertrauen", "Nichts verlässt diesen Rechner"), ("en-GB", "Trust", "Nothing leaves this machine")],
)
def test_the_tab_shows_it_in_both_languages(serve_page, open_page, locale, tab, promise):
    page = open_page(serve_page(FakeAssistant), locale=locale)
    page.get_by_role("tab", name=tab).click()
    expect(page.locator("#trust")).to_contain_text(promise)
    expect(page.locator("#trust")).to_contain_text(QWEN.sha256)
    expect(page.locator("#strictness tr", has=page.locator(":checked"))).to_contain_text(f"{BALANCED:.0%}"[:-1])


@pytest.mark.parametrize(
    ("locale", "texts", "written"),
    [
        ("de-DE", GERMAN, "1.002 Dokumente, Stand 3. Februar 2026, 04:05"),
        ("en-GB", ENGLISH, "1,002 documents, as of 3 February 2026, 04:05"),
    ],
)
def test_the_state_of_the_documents_is_when_the_index_last_changed(serve_page, open_page, locale, texts, written):
    many = [document(f"{number:04}.txt", "Ein Satz.") for number in range(999)]
    page = open_page(serve_page(lambda: FakeAssistant((*DOCUMENTS, *many))), locale=locale)
    page.get_by_role("tab", name=texts.trust_tab).click()
    expect(page.locator("#trust")).to_contain_text(written)


@pytest.mark.parametrize(("locale", "texts"), [("de-DE", GERMAN), ("en-GB", ENGLISH)])
def test_a_large_model_is_hashed_only_for_those_who_look(serve_page, open_page, tmp_path, monkeypatch, locale, texts):
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    hashing = threading.Event()
    real = hashlib.file_digest
    monkeypatch.setattr("web.trust.hashlib.file_digest", lambda *given: hashing.wait(20) and real(*given))
    page = open_page(serve_page(FakeAssistant, model=str(own)), locale=locale)
    expect(page.locator(".welcome h2")).to_have_text(texts.welcome, timeout=5000)
    page.get_by_role("tab", name=texts.trust_tab).click()
    expect(page.locator("#trust")).to_contain_text(texts.hashing)
    hashing.set()
    expect(page.locator("#trust")).to_contain_text(hashlib.sha256(b"GGUF").hexdigest())
