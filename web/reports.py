"""The latest report of an evaluation, shown within the page without being part of it."""

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from eval.latest import latest_run

RUNS = Path(__file__).parents[1] / "runs"
"""Where `python -m eval run` keeps its runs when it is started in the project's folder."""

_POLICY = "; ".join(
    (
        "sandbox allow-scripts",  # an origin of its own, also where the report is opened in a tab
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'unsafe-inline'",  # the report itself allows only its own script, by its hash
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    )
)


class Reports:
    """The runs of a folder."""

    def __init__(self, runs: Path) -> None:
        self.runs = runs

    def newest(self) -> Path | None:
        """The report of the latest run."""
        run = latest_run(self.runs)
        return run / "report.html" if run else None

    def routes(self) -> APIRouter:
        """`/files/report`: the newest report, which can load nothing and reach nothing."""
        routes = APIRouter(prefix="/files")

        @routes.get("/report")
        def report() -> FileResponse:
            file = self.newest()
            if file is None:
                raise HTTPException(404, "There is no report yet.")
            return FileResponse(
                file, media_type="text/html", headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
            )

        return routes
