"""Which of the runs in a folder is the latest: one rule for the gate and the page."""

from pathlib import Path


def latest_run(runs: Path) -> Path | None:
    """The run whose report was written last, whether it was new, gone on with or scored again.

    None if no run has a report.
    """
    reports = sorted(runs.glob("*/report.html"))
    latest = max(reports, key=lambda report: report.stat().st_mtime_ns, default=None)
    return latest.parent if latest else None
