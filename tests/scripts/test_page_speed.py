"""The limits of the page: what misses one is named, and the command fails."""

import contextlib

import pytest

from scripts import page_speed
from scripts.page_speed import LIMITS, missed, table


def figures(**changed):
    """Figures of one screen that stay well under each limit, apart from those that are given."""
    return {name: [limit / 2] * 3 for name, limit in LIMITS.items()} | changed


@pytest.mark.parametrize("name", LIMITS)
def test_a_median_at_its_limit_is_missed_and_one_outlier_is_not(name):
    limit = LIMITS[name]
    measured = {"laptop": figures(), "phone": figures(**{name: [limit, limit, 0.0]})}
    assert missed(measured) == [f"{name} on a phone: {limit:.2f}, the limit is {limit}"]
    assert missed({"laptop": figures(**{name: [limit * 9, 0.0, 0.0]})}) == []
    assert f"| {name} | phone | {limit:.2f} | {limit:.2f} | {limit} |" in list(table(measured))


@pytest.mark.parametrize(("shift", "code"), [(0.05, None), (0.2, "Missed: layout shift on a phone: 0.20")])
def test_the_command_fails_where_a_limit_is_missed(monkeypatch, capsys, shift, code):
    @contextlib.contextmanager
    def nothing(*_):
        yield

    for name in ("open_app", "sync_playwright", "open_browser"):
        monkeypatch.setattr(page_speed, name, nothing)
    shifts = {"laptop": 0.0, "phone": shift}
    monkeypatch.setattr(
        page_speed, "visits", lambda browser, url, size, rounds: figures(**{"layout shift": [shifts[size]]})
    )
    monkeypatch.setattr("sys.argv", ["page_speed.py"])
    with pytest.raises(SystemExit) if code else contextlib.nullcontext() as ended:
        page_speed.main()
    assert "| layout shift | phone |" in capsys.readouterr().out
    assert code is None or str(ended.value).startswith(code)
