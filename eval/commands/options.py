"""What several commands take, and where it is by default."""

from pathlib import Path
from typing import Annotated, Literal

import typer

_PACKAGE = Path(__file__).parents[1]

OWN_SET = _PACKAGE / "sets" / "beleg.jsonl"
MORE = _PACKAGE / "sets" / "beleg-more.jsonl"
TEST_SET = _PACKAGE / "sets" / "beleg-test.jsonl"
SHIPPED = _PACKAGE.parent / "documents"
BASELINE = _PACKAGE / "baseline.json"
BUDGET = _PACKAGE / "budget.toml"
RUNS = Path("runs")
RECORDED = RUNS / "calibration.jsonl"

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Documents = Annotated[Path | None, typer.Option(help="Folder with the documents.", exists=True, file_okay=False)]
QuestionSet = Annotated[
    Path,
    typer.Argument(
        metavar="[SET]", help="Question set: JSON Lines, or CSV of question and answer.", exists=True, dir_okay=False
    ),
]
ReportLanguage = Annotated[Literal["de", "en"], typer.Option(help="Language of the report.")]
RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.", exists=True, file_okay=False)]
