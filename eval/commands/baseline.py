"""`python -m eval baseline`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.options import BASELINE, RunFolder


def baseline(
    run: RunFolder,
    output: Annotated[Path, typer.Option(help="Where the baseline is written.")] = BASELINE,
) -> None:
    """Write what became of a run's questions as a small file, without any text, to measure later runs against."""
    from eval.results import read_results, write_baseline

    results = read_results(run)
    write_baseline(output, results)
    typer.echo(f"{len(results.outcomes)} outcomes are in {output}")
