"""The page in a browser, and the files for pull requests and CI."""

import json
import re
import shutil
import time
import unicodedata
from contextlib import closing
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest
from markdown_it import MarkdownIt

from eval.commands.options import MORE, OWN_SET, SHIPPED
from eval.folder import read_folder
from eval.report.case import RESULTS, Scored
from eval.report.files import write_json, write_reports, write_text
from eval.report.texts import LANGUAGES, TEXTS
from eval.rescore import rescored
from eval.run import configuration
from eval.score import score
from eval.sets import read_set
from eval.squad import document_of
from eval.stored import append_answer
from eval.support import find_quote
from eval.types import Failure, FigureGold, Item, Place, Recorded, Support, TextGold
from qa.reasons import Reason
from qa.types import Answer, Citation, Claim, Timings, Turn

HOSTILE = "<script>alert(1)</script><img src=http://evil.example/x.png onerror=alert(2)> `*x*` | ]]> \x0b"
TEXTS_OF = {
    "de.md": f"Das NUM hat 37 Standorte. {HOSTILE} Es begann 2020.",
    "en.md": f"The network has 37 sites. {HOSTILE} It began in 2020.",
}
DOCUMENTS = {path: document_of(path, f"{path} {HOSTILE}", text, path[:2]) for path, text in TEXTS_OF.items()}
DE, EN = "Das NUM hat 37 Standorte.", "The network has 37 sites."


SITES = FigureGold("count", ("37",))


def item(id_, path, gold=SITES, **fields):
    quote = DE if path == "de.md" else EN
    support = (Support(path, quote),) if gold else ()
    status = "answered" if gold else "not_in_documents"
    usual = {"language": path[:2], "question": f"Wie viele? {HOSTILE}", "kind": "count", "status": status}
    return Item(**({"id": id_, "gold": gold, "support": support} | usual | fields))


@pytest.fixture
def scored(answer_with):
    """One of each sort: right, misread, refused, wrongly answered; German and English."""
    right = answer_with(DE, DOCUMENTS, [("de.md", DE, "37")])
    misread = answer_with(f"38 sites {HOSTILE}", DOCUMENTS, [("en.md", EN, None)], language="en", confidence=0.6)
    refusal = answer_with("", DOCUMENTS, status="not_in_documents", confidence=0.2)
    near = replace(refusal, nearest=misread.claims[0].citations)
    began = answer_with("2020", DOCUMENTS, [("de.md", "Es begann 2020.", "2020")], confidence=0.4)
    pairs = [
        (item("right", "de.md"), right),
        (item("misread", "en.md", history=(Turn("Davor?", HOSTILE),)), misread),
        (item("refused", "en.md"), near),
        (item("off/ö<x>", "de.md", None, near_miss=HOSTILE), refusal),
        (item("accepted", "de.md", None, kind=HOSTILE), began),
        (item("text", "de.md", TextGold("text", (HOSTILE, "NUM")), kind="name"), right),
    ]
    evidence = (Place("de.md", 0, len(DE)), Place("en.md", 0, len(EN)))
    return [Scored(one, answer, score(one, answer, DOCUMENTS, evidence)) for one, answer in pairs]


@pytest.fixture
def folder(tmp_path):
    configuration = {
        "set": {"name": f"own {HOSTILE}", "sha256": "0"}, "documents": {"count": 2, "sha256": "0"},
        "index": "1dex", "models": {"encoder.content": "e5", "language_model": "99uf"}, "code": "c0de",
        "settings": {"evidence": 5}, "versions": {"python": "3.11", "torch": "2"},
    }  # fmt: skip
    started = "2026-11-22T22:00:00+00:00"
    write_json(tmp_path / "config.json", {"commit": None, "started": started, "configuration": configuration})
    return tmp_path


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.fail("Chromium is missing; `make test` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, folder):
    """Opens the report of the folder; fails if anything is requested, or said on the console."""
    trouble = []

    def open_page(**context):
        page = browser.new_context(**context).new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.on("request", lambda request: request.url.startswith("file:") or trouble.append(request.url))
        page.goto((folder / "report.html").as_uri())
        return page

    yield open_page
    assert trouble == []


def _settings_of(page) -> str:
    """What the last part of the report says; opened by a key, since a click may miss what layout still moves."""
    page.locator("details.more summary").last.press("Enter")
    return " ".join(page.inner_text("details[open] .settings").split())


def test_the_page_shows_each_question_with_answer_gold_and_reason(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "en")
    page = opened()
    case = page.locator("#q-misread")
    case.locator("summary").click()
    text = case.inner_text()
    for words in (
        HOSTILE.strip()[:25],
        "38 sites",
        "Right would be",
        "37",
        "The right sentence is quoted",
        "Asked before",
    ):
        assert words in text
    assert case.locator("mark.quote").all_inner_texts() == [EN]
    assert case.locator("mark.support").count() == 1
    assert "Richtig wäre" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", ("Anzahl", "Die Aussage besteht nicht", "steht nicht im Zitat")),
     ("en", ("count", "The claim does not hold", "is not in the quote"))],
)  # fmt: skip
def test_kinds_and_what_checking_said_are_in_the_readers_language(scored, folder, opened, language, words):
    write_reports(folder, scored, DOCUMENTS, language)
    page = opened()
    case = page.locator("#q-misread")
    case.locator("summary").click()
    for each in words:
        assert each in case.inner_text()
    assert words[0] in page.locator("select[name=kind]").inner_text()
    markdown = (folder / "report.md").read_text(encoding="utf-8")
    assert f"| {words[0]} | 4 |" in markdown
    assert {"de": "| Deutsch | ", "en": "| German | "}[language] in markdown


def test_why_the_models_own_sentence_was_replaced_is_said_in_both_languages(scored, folder):
    claims = tuple(replace(one, reason=Reason("figure_not_in_quote", ("<38>",))) for one in scored[0].answer.claims)
    replaced = replace(scored[0], answer=replace(scored[0].answer, claims=claims))
    write_reports(folder, [replaced], DOCUMENTS, "de")
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert '<span class="de">die Angabe „&lt;38&gt;“ steht nicht im Zitat</span>' in html
    assert '<span class="en">the figure &#39;&lt;38&gt;&#39; is not in the quote</span>' in html


def test_the_page_filters_by_outcome_language_and_words(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "en")
    page = opened()

    def shown():
        cases = page.locator(".case:not([hidden])").evaluate_all("all => all.map(one => one.id)")
        assert page.locator("#shown").inner_text() == str(len(cases))
        return cases

    assert len(shown()) == 6
    page.select_option("select[name=result]", "wrongly_refused")
    assert shown() == ["q-refused"]
    page.select_option("select[name=result]", "")
    page.select_option("select[name=language]", "en")
    assert shown() == ["q-misread", "q-refused"]
    page.fill("input[name=words]", "38 SITES")
    assert shown() == ["q-misread"]


def test_the_language_switches_without_loading_again(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "de")
    page = opened()
    assert "Auf einen Blick" in page.inner_text("main")
    assert "At a glance" not in page.inner_text("main")
    assert "50,0 %" in page.inner_text(".cards")
    page.click("#switch")
    assert "At a glance" in page.inner_text("main")
    assert "Auf einen Blick" not in page.inner_text("main")
    assert "50.0 %" in page.inner_text(".cards")
    assert "wrongly refused (1)" in page.locator("select[name=result]").inner_text()


def test_plots_are_named_in_the_readers_language_after_a_switch(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "de")
    page = opened()

    def names():
        return page.locator("svg.plot").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")

    german = names()
    assert "Risiko und Abdeckung" in german
    page.click("#switch")
    assert "Risk and coverage" in names()
    page.click("#switch")
    assert names() == german


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("Die Summe ist genannt, der Anteil nicht.", '<span lang="de">Die Summe'),
        ("The sum is given, its share is not.", '<span lang="en">The sum'),
        ("Charité Berlin", "<span>Charité"),
    ],
)
def test_what_comes_near_is_marked_by_its_own_language(scored, folder, words, marked):
    near = replace(scored[3], item=replace(scored[3].item, near_miss=words))
    write_reports(folder, [near], DOCUMENTS, "en")
    assert marked in (folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "cell", "note", "heading"),
    [
        ("de", "| 100,0 % | zu wenige Dokumente |", "hängen die Fragen an weniger als 5 Dokumenten", "| Fragen |"),
        ("en", "| 100.0 % | too few documents |", "the questions lean on fewer than 5 documents", "| questions |"),
    ],
)
def test_where_documents_are_too_few_the_report_says_so(scored, folder, language, cell, note, heading):
    write_reports(folder, scored, DOCUMENTS, language)
    content = (folder / "report.md").read_text(encoding="utf-8")
    assert cell in content
    assert note in content
    assert heading in content.splitlines()[2]
    assert "()" not in content
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert note in html
    assert '<span class="de">zu wenige Dokumente</span><span class="en">too few documents</span>' in html


def test_conflicts_have_their_figures_in_both_languages(scored, folder):
    write_reports(folder, scored, DOCUMENTS, "de")
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "Widersprüche, die mit allen Werten gezeigt werden" in html
    assert "conflicts shown with every value" in html
    assert "Widersprüche, die es nicht gibt" in (folder / "report.md").read_text(encoding="utf-8")
    write_reports(folder, scored, DOCUMENTS, "en")
    assert "conflicts that do not exist" in (folder / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(scored, folder, opened, scheme):
    write_reports(folder, scored, DOCUMENTS, "de")
    page = opened(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page.locator(".case summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (int(re.findall(r"\d+", background)[0]) < 100) == (scheme == "dark")


@pytest.mark.parametrize(("language", "words"), [("de", "Größter Speicherbedarf 3,2 GB"), ("en", "Peak memory 3.2 GB")])
def test_the_memory_that_a_run_took_is_told(scored, folder, opened, language, words):
    write_json(folder / "memory.json", {"peak": 3_200_000_000})
    write_reports(folder, scored, DOCUMENTS, language)
    page = opened()
    assert words in _settings_of(page)
    assert json.loads((folder / "report.json").read_text())["memory"] == 3_200_000_000
    row = (folder / "report.md").read_text(encoding="utf-8").replace("|", " ")
    assert words in " ".join(row.split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            ("Dokumente 2, SHA-256 0", "Dateien von index und qa SHA-256 c0de", "Inhalt des Index 1dex", "Versionen"),
        ),
        (
            "en",
            ("Documents 2, SHA-256 0", "Files of index and qa SHA-256 c0de", "Content of the index 1dex", "Versions"),
        ),
    ],
)
def test_the_page_tells_by_hashes_and_versions_what_was_measured(scored, folder, opened, language, words):
    write_reports(folder, scored, DOCUMENTS, language)
    page = opened()
    shown = _settings_of(page)
    for each in (*words, "encoder.content e5", "language_model 99uf", "python 3.11, torch 2"):
        assert each in shown


def test_a_run_of_before_its_models_were_noted_can_be_reported(scored, folder):
    head = json.loads((folder / "config.json").read_text())
    del head["configuration"]["models"], head["configuration"]["index"]
    write_json(folder / "config.json", head)
    write_reports(folder, scored, DOCUMENTS, "de")
    assert "Inhalt des Index" in (folder / "report.html").read_text(encoding="utf-8")


def test_a_link_opens_its_question(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "en")
    page = opened()
    page.evaluate("location.hash = 'q-refused'")
    page.wait_for_selector("#q-refused[open]")


@pytest.mark.parametrize(("language", "words"), [("de", "Richtig wäre"), ("en", "Right would be")])
def test_every_answer_is_on_the_paper_and_closed_again_on_the_screen(scored, folder, opened, language, words):
    write_reports(folder, scored, DOCUMENTS, language)
    page = opened()
    page.locator("#q-right summary").click()
    with closing(pypdfium2.PdfDocument(page.pdf())) as pdf:
        printed = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf).split())
    assert [text for text in ("38 sites", EN, DE, words) if text not in printed] == []
    assert printed.count(words) == len(scored)
    assert page.locator(".case[open]").evaluate_all("all => all.map(one => one.id)") == ["q-right"]


def test_what_is_filtered_out_is_not_printed(scored, folder, opened):
    write_reports(folder, scored, DOCUMENTS, "en")
    page = opened()
    page.select_option("select[name=result]", "misread")
    with closing(pypdfium2.PdfDocument(page.pdf())) as pdf:
        printed = " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    assert ("38 sites" in printed, printed.count("Right would be")) == (True, 1)


@pytest.fixture(scope="module")
def shipped():
    """The documents that ship, by path."""
    return read_folder(SHIPPED, max_bytes=10**8, failed=pytest.fail)


@pytest.fixture
def thousand(shipped):
    """The questions of the sets over and over, answered by all sentences that support them; every fifth wrongly."""
    items = [*read_set(OWN_SET), *read_set(MORE)]
    answers = [_from_support(item, shipped) for item in items]
    chosen = [(n, n % len(items), (n + (n % 5 == 4)) % len(items)) for n in range(1000)]
    return [
        (replace(items[at], id=f"{n}-{items[at].id}"), replace(answers[said], question=_asked(items[at])))
        for n, at, said in chosen
    ]


def _from_support(item, documents):
    cited = tuple(_cited(documents[support.document], support.quote) for support in item.support)
    text = cited[0].quote if cited else ""
    claims = (Claim(text, "supported", cited, ()),) if cited else ()
    confidence = 0.9 if cited else 0.2
    return Answer(
        item.question, item.language, item.status, text, claims, confidence, (), Timings(0.1, 2.0, 4.0), {}
    )  # fmt: skip


def _cited(document, quote):
    start, end = next(find_quote(quote, document.text))
    page, words = document.page_at(start), document.text[start:end]
    return Citation(document.path, document.title, document.published, page, start, end, words)


def _asked(item):
    return unicodedata.normalize("NFC", item.question).strip()


def test_a_thousand_questions_open_in_two_seconds(thousand, shipped, folder, opened):
    many = [Scored(item, answer, score(item, answer, shipped)) for item, answer in thousand]
    write_reports(folder, many, shipped, "en")
    page = opened()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # work, whatever else the machine does
    page.reload()
    page.wait_for_function("document.getElementById('shown').textContent === '1000'")
    measured = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    assert 0 < measured["TaskDuration"] < 2


def test_a_thousand_stored_answers_are_scored_in_ten_seconds(thousand, shipped, folder, record_property):
    """From the file to all reports; `pytest -k thousand_stored --junitxml=FILE` writes down the seconds of work."""
    write_text(folder / "own.jsonl", "{}")
    configuration_ = configuration(
        set_file=folder / "own.jsonl", documents=list(shipped.values()), settings={}, models={}, index=None
    )
    write_json(folder / "config.json", {"commit": None, "started": "2026", "configuration": configuration_})
    for item, answer in thousand:
        evidence = tuple(Place(one.document, one.start, one.end) for claim in answer.claims for one in claim.citations)
        append_answer(folder / "answers.jsonl", item.id, Recorded(answer, evidence))
    began = time.process_time()
    scored = rescored(folder, [item for item, _ in thousand], shipped)
    write_reports(folder, scored, shipped, "en")
    taken = time.process_time() - began
    record_property("seconds", round(taken, 1))
    assert taken < 10
    assert {one.outcome.verdict for one in scored} > {"right", "wrong", "refused"}
    assert all(one.outcome.verbatim == one.outcome.citations for one in scored)


def test_no_outcomes_make_a_page(folder, opened):
    write_reports(folder, [], DOCUMENTS, "en")
    assert "0 questions" in opened().inner_text(".under")


@pytest.mark.parametrize(("language", "words"), [("de", "falsch gelesen"), ("en", "misread")])
def test_the_markdown_is_tables_and_nothing_of_a_document_is_markup(scored, folder, language, words):
    write_reports(folder, scored, DOCUMENTS, language)
    content = (folder / "report.md").read_text(encoding="utf-8")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(content)
    assert words in html
    assert html.count("<table>") == 5
    assert "<script" not in html and "<img" not in html and "<em>" not in html
    assert "&lt;script&gt;alert(1)" in html
    wide = {
        line.replace("\\|", "").count("|") for line in content.split("<details>")[1].splitlines() if line[:1] == "|"
    }
    assert wide == {5}


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Der richtige Satz wird zitiert"), ("en", "The right sentence")]
)
def test_the_xml_counts_failures_and_says_why(scored, folder, language, words):
    write_reports(folder, scored, DOCUMENTS, language)
    root = ElementTree.parse(folder / "junit.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("6", "3", "0")
    assert sum(int(suite.get("tests")) for suite in root) == 6
    failed = {case.get("name"): case.find("failure") for case in root.iter("testcase")}
    assert [name for name, failure in failed.items() if failure is not None] == ["accepted", "misread", "refused"]
    assert failed["misread"].get("type") == "misread"
    assert failed["misread"].get("message").startswith(words)
    assert "38 sites" in failed["misread"].text


def test_the_files_do_not_depend_on_when_they_are_written(scored, folder):
    names = ("report.json", "report.html", "report.md", "junit.xml")
    write_reports(folder, scored, DOCUMENTS, "en")
    first = [(folder / name).read_bytes() for name in names]
    write_reports(folder, scored, DOCUMENTS, "en")
    assert [(folder / name).read_bytes() for name in names] == first
    assert json.loads(first[0])["questions"] == 6


def test_every_text_is_there_in_both_languages():
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in TEXTS.values())
    assert set(RESULTS) <= set(TEXTS)
    assert {f"why_{name}" for name in Failure.__args__} <= set(TEXTS)
