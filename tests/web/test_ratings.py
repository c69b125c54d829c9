"""Answers are rated in the page, kept beside the index, and taken along as a question set."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from eval.__main__ import app as evaluation
from index.paths import data_folder, index_folder
from tests.web.folder_assistant import FolderAssistant

SITES = "Wie viele Standorte beteiligen sich am NUM?"
BUDGET = "Wie hoch ist das Budget der NUM GmbH?"
OLD = "Am NUM beteiligen sich alle 36 Standorte der deutschen Universitätsmedizin."
NEW = "Alle 37 Universitätskliniken arbeiten im NUM zusammen."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "docs"
    path.mkdir()
    for name, heading, text in (("mii-num-2022", "MII und NUM", OLD), ("gwk-2026", "Das NUM", NEW)):
        (path / f"{name}.txt").write_text(f"{heading}\n\nBonn, 19. Februar 2026. Es geht weiter.\n\n{text}", "utf-8")
    return path


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").first.fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]", has_text=question)).to_be_visible()
    expect(page.locator("#question-box .submit-button")).to_be_visible()


def lines(folder: Path) -> list[dict]:
    file = index_folder(folder, data_folder()) / "ratings.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("locale", "right", "wrong", "keep", "kept", "tab", "save"),
    [
        ("de-DE", "Stimmt", "Stimmt nicht", "Festhalten", "Festgehalten.", "Vertrauen", "Als Fragensatz speichern"),
        ("en-GB", "Right", "Wrong", "Keep", "Kept.", "Trust", "Save as a question set"),
    ],
)
def test_answers_are_rated_and_become_a_question_set(
    serve_page, open_page, folder, tmp_path, locale, right, wrong, keep, kept, tab, save
):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder), locale=locale)
    ask(page, SITES)
    page.get_by_role("button", name=right, exact=True).click()
    expect(page.get_by_role("button", name=right, exact=True)).to_have_attribute("aria-pressed", "true")
    ask(page, BUDGET)
    current = page.locator("#current")
    current.get_by_role("button", name=wrong).click()
    expect(current.locator("textarea")).to_be_focused()
    current.locator("textarea").fill("37 Universitätskliniken")
    current.get_by_role("button", name=keep, exact=True).click()
    expect(current.get_by_role("status").last).to_have_text(kept)
    assert [(line["question"], line["right"], line["correction"]) for line in lines(folder)] == [
        (SITES, True, ""), (BUDGET, False, ""), (BUDGET, False, "37 Universitätskliniken"),
    ]  # fmt: skip
    page.reload()
    expect(current.locator("textarea")).to_have_value("37 Universitätskliniken")
    page.get_by_role("tab", name=tab).click()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name=save).click()
    rated = tmp_path / download.value.suggested_filename
    download.value.save_as(rated)
    items = [json.loads(line) for line in rated.read_text("utf-8").splitlines()]
    assert [(one["question"], one["status"]) for one in items] == [(SITES, "conflicting"), (BUDGET, "answered")]
    assert items[1]["support"] == [{"document": "gwk-2026.txt", "quote": NEW}]
    checked = CliRunner().invoke(evaluation, ["check", str(rated), "--documents", str(folder)])
    assert checked.exit_code == 0, checked.output


def test_the_same_thumb_again_takes_it_back_and_a_damaged_line_stops_nothing(serve_page, open_page, folder):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder))
    ask(page, SITES)
    button = page.get_by_role("button", name="Stimmt", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert [line["right"] for line in lines(folder)] == [True, None]
    with (index_folder(folder, data_folder()) / "ratings.jsonl").open("a") as file:
        file.write('{"schema": 1, "qu\n')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert not [path for path in folder.iterdir() if path.suffix != ".txt"]


def test_elsewhere_than_on_this_machine_nothing_can_be_rated(serve_page, open_page, folder):
    page = open_page(serve_page(lambda: FolderAssistant(folder), folder=folder, host="0.0.0.0"))
    ask(page, SITES)
    expect(page.locator("#current .actions")).to_be_visible()
    expect(page.locator(".thumbs")).to_have_count(0)
    assert not (index_folder(folder, data_folder()) / "ratings.jsonl").exists()
