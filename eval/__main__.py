"""The command line: `python -m eval`. Each command is a file of `eval.commands`."""

import typer

from eval.commands.answers import answers
from eval.commands.baseline import baseline
from eval.commands.calibrate import calibrate
from eval.commands.check import check
from eval.commands.compare import compare
from eval.commands.faults import faults
from eval.commands.gate import gate
from eval.commands.new import new
from eval.commands.peers import peers
from eval.commands.planted import planted
from eval.commands.report import report
from eval.commands.retrieval import retrieval
from eval.commands.run import run
from eval.commands.speed import speed
from eval.commands.tune_reading import tune_reading
from eval.commands.tune_writing import tune_writing
from index.errors import BelegError

app = typer.Typer(
    help="How good the answers are.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    run, report, compare, gate, baseline, check, new, answers, retrieval,
    tune_reading, tune_writing, calibrate, planted, faults, speed, peers,
):  # fmt: skip
    app.command()(command)


def main() -> None:
    """Run the command line; what a person can mend becomes a message and exit code 1."""
    try:
        app()
    except BelegError as exc:
        typer.echo(f"{exc}", err=True)
        raise SystemExit(1) from exc


if __name__ == "__main__":
    main()
