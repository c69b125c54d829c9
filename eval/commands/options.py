"""What several commands take, and where it is by default."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from eval.questions import Questions

_PACKAGE = Path(__file__).parents[1]

OWN_SET = _PACKAGE / "sets" / "beleg.jsonl"
MORE = _PACKAGE / "sets" / "beleg-more.jsonl"
HARD = _PACKAGE / "sets" / "xquad-hard.jsonl"
TRAIN = _PACKAGE / "sets" / "train.jsonl"
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
AnyQuestionSet = Annotated[
    Path,
    typer.Argument(
        metavar="[SET]",
        help="Question set: JSON Lines, CSV of question and answer, SQuAD-format NAME.json, "
        "or BEIR-format folder (or its qrels/NAME.tsv).",
        exists=True,
    ),
]
ReportLanguage = Annotated[Literal["de", "en"], typer.Option(help="Language of the report.")]
RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.", exists=True, file_okay=False)]


def check_documents(documents: Path | None, questions: "Questions") -> None:
    """Raises BadParameter where a folder is named though the set brings its documents."""
    if documents is not None and questions.documents is not None:
        raise typer.BadParameter("the set brings its own documents; leave this out", param_hint="--documents")
