"""The report of the last evaluation within the page, and a run started from there."""

import json
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.fake_assistant import FakeAssistant

REPORT = """<!doctype html><html lang="en"><title>Report</title><h1>Figures</h1><p id="ran">no</p>
<script>
document.getElementById("ran").textContent = "yes";
try { parent.document.title = "taken"; document.body.append(" reached the page"); } catch {}
try { localStorage.length; document.body.append(" reached the store"); } catch {}
</script></html>"""

SLOW = """
import sys, time, pathlib
folder, pace = pathlib.Path(sys.argv[1]), float(sys.argv[2])
(folder / "asked.txt").write_text("\\n".join(sys.argv[3:]))
for done in range(1, 4):
    time.sleep(pace)
    print(f"{done}/3", file=sys.stderr, flush=True)
(folder / "new").mkdir()
(folder / "new" / "report.html").write_text("<!doctype html><h1>Fresh</h1>")
"""

BROKEN = "import sys; print('3/x', file=sys.stderr); sys.exit('There is no <b>model</b>.')"


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    path = tmp_path / "runs"
    path.mkdir()
    return path


def evaluation(runs: Path, code: str = SLOW, pace: float = 0.0) -> tuple[str, ...]:
    """A stand-in for `python -m eval run` that takes `pace` seconds for each of three questions."""
    return (sys.executable, "-c", code, str(runs), str(pace))


def open_tab(page: Page, name: str = "Bericht") -> None:
    page.get_by_role("tab", name=name).click()


@pytest.mark.parametrize(
    ("locale", "tab", "title"),
    [
        ("de-DE", "Bericht", "Bericht der letzten Messung"),
        ("en-GB", "Report", "Report of the latest evaluation"),
    ],
)
def test_the_newest_report_is_shown_and_reaches_nothing(serve_page, open_page, runs, locale, tab, title):
    for name, content in (("old", "<h1>Old</h1>"), ("new", REPORT)):
        (runs / name).mkdir()
        (runs / name / "report.html").write_text(content)
    url = serve_page(FakeAssistant, runs=runs)
    page = open_page(url, locale=locale)
    open_tab(page, tab)
    frame = page.frame_locator(f"iframe[title='{title}']")
    expect(frame.locator("h1")).to_have_text("Figures")
    expect(frame.locator("#ran")).to_have_text("yes")
    page.wait_for_timeout(300)
    expect(frame.locator("body")).not_to_contain_text("reached")
    assert page.title() == "Beleg"
    headers = page.request.get(f"{url}files/report").headers
    assert "sandbox allow-scripts;" in headers["content-security-policy"]
    assert "'self'" not in headers["content-security-policy"].replace("frame-ancestors 'self'", "")


def test_without_a_report_the_tab_says_so_and_another_site_may_not_frame_the_page(serve_page, open_page, runs):
    url = serve_page(FakeAssistant, runs=runs)
    page = open_page(url)
    open_tab(page)
    expect(page.locator("#report")).to_contain_text("Noch gibt es keinen Bericht")
    assert page.request.get(f"{url}files/report").status == 404
    assert "frame-ancestors 'none'" in page.request.get(url).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("locale", "tab", "start", "finished"),
    [
        ("de-DE", "Bericht", "Messung starten", "Die Messung ist fertig."),
        ("en-GB", "Report", "Start the evaluation", "The evaluation is finished."),
    ],
)
def test_a_run_shows_how_far_it_is_and_then_its_report(serve_page, open_page, runs, locale, tab, start, finished):
    page = open_page(serve_page(FakeAssistant, runs=runs, evaluate=evaluation(runs, pace=1.5)), locale=locale)
    open_tab(page, tab)
    page.get_by_role("button", name=start).click()
    expect(page.get_by_role("progressbar")).to_have_attribute("max", "3")
    expect(page.get_by_role("button", name=start)).to_have_count(0)
    page.get_by_role("tab").first.click()
    page.get_by_role("textbox").fill("Wie viele Standorte beteiligen sich am NUM?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .exchange[data-stage=checked]")).to_be_visible()
    open_tab(page, tab)
    expect(page.locator("#running")).to_contain_text(finished)
    expect(page.frame_locator("iframe").locator("h1")).to_have_text("Fresh")
    asked = (runs / "asked.txt").read_text().splitlines()
    assert asked[0].endswith("beleg.jsonl") and asked[-2:] == ["--subset", "20"]
    assert asked[asked.index("--language") + 1] == locale[:2]


def test_a_run_is_stopped_and_there_is_only_one_at_a_time(serve_page, open_page, runs):
    url = serve_page(FakeAssistant, runs=runs, evaluate=evaluation(runs, pace=30))
    one, other = open_page(url), open_page(url)
    open_tab(one)
    one.get_by_role("button", name="Messung starten").click()
    expect(one.get_by_role("button", name="Anhalten")).to_be_visible()
    open_tab(other)
    expect(other.get_by_role("button", name="Messung starten")).to_have_count(0)
    other.get_by_role("button", name="Anhalten").click()
    for page in (one, other):
        expect(page.locator("#running")).to_contain_text("Was beantwortet ist, bleibt")
        expect(page.get_by_role("button", name="Messung starten")).to_be_visible()


def test_why_a_run_failed_is_shown_as_text(serve_page, open_page, runs):
    page = open_page(serve_page(FakeAssistant, runs=runs, evaluate=evaluation(runs, BROKEN)))
    open_tab(page)
    page.get_by_role("button", name="Messung starten").click()
    expect(page.locator("#running .outcome.failed")).to_contain_text("There is no <b>model</b>.")


def test_elsewhere_than_on_this_machine_no_run_is_started(serve_page, open_page, runs):
    page = open_page(serve_page(FakeAssistant, runs=runs, host="0.0.0.0", evaluate=evaluation(runs)))
    open_tab(page)
    expect(page.locator("#report h2")).to_be_visible()
    expect(page.locator("#running section")).to_have_count(0)


def test_a_folder_of_one_s_own_is_measured_with_the_rated_answers(serve_page, open_page, runs):
    page = open_page(serve_page(FakeAssistant, runs=runs, shipped=False, evaluate=evaluation(runs)))
    open_tab(page)
    expect(page.locator("#running")).to_contain_text("sobald Sie Antworten bewertet haben")
    page.get_by_role("tab", name="Fragen").click()
    page.get_by_role("textbox").fill("Wie hoch ist das Budget der NUM GmbH?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stimmt", exact=True).click()
    expect(page.get_by_role("button", name="Stimmt", exact=True)).to_have_attribute("aria-pressed", "true")
    open_tab(page)
    page.get_by_role("combobox").select_option(label="Ihren Bewertungen (1)")
    page.get_by_role("button", name="Messung starten").click()
    expect(page.locator("#running")).to_contain_text("Die Messung ist fertig.", timeout=60_000)
    question_set = Path((runs / "asked.txt").read_text().splitlines()[0])
    assert json.loads(question_set.read_text("utf-8"))["status"] == "not_in_documents"
