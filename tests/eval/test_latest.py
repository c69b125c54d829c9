import os
import shutil

import pytest

from eval.latest import latest_run
from web.reports import Reports


@pytest.fixture
def runs(tmp_path):
    """Two runs, of which the second has the later report, and one that was stopped."""
    for second, name in enumerate(("b", "a", "stopped"), start=1):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").touch()
        if name != "stopped":
            (tmp_path / name / "report.html").touch()
            os.utime(tmp_path / name / "report.html", (second, second))
    return tmp_path


def test_the_latest_run_is_the_one_whose_report_was_written_last(runs):
    assert latest_run(runs) == runs / "a"
    os.utime(runs / "b" / "report.html", (9, 9))
    assert latest_run(runs) == runs / "b"


def test_the_page_shows_the_report_of_the_run_that_the_gate_takes(runs):
    assert Reports(runs).newest() == runs / "a" / "report.html"
    os.utime(runs / "b" / "report.html", (9, 9))
    assert Reports(runs).newest() == runs / "b" / "report.html"


def test_without_a_finished_run_there_is_none(runs):
    for name in ("a", "b"):
        shutil.rmtree(runs / name)
    assert latest_run(runs) is None
    assert Reports(runs).newest() is None
