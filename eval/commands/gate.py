"""`python -m eval gate`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.commands.console import SCHEMA, print_json
from eval.commands.options import BASELINE, BUDGET, RUNS, AsJson

if TYPE_CHECKING:
    from eval.gate import Check


def gate(
    run: Annotated[
        Path | None,
        typer.Argument(metavar="[RUN]", help="Folder of a run; else the one with the latest report.", exists=True),
    ] = None,
    baseline: Annotated[Path, typer.Option(help="What `eval baseline` wrote, or a run.", exists=True)] = BASELINE,
    budget: Annotated[Path, typer.Option(help="How far figures may fall (TOML).", exists=True)] = BUDGET,
    as_json: AsJson = False,
) -> None:
    """Fail if a figure has fallen against the baseline by more than its budget, beyond doubt."""
    from eval.errors import RunError
    from eval.gate import gate as checked
    from eval.gate import read_budget
    from eval.latest import latest_run
    from eval.results import read_results

    limits = read_budget(budget)
    judged = run or latest_run(RUNS)
    if judged is None:
        raise RunError(f"There is no finished run in {RUNS}. Name one, or start one: python -m eval run")
    before, after = read_results(baseline), read_results(judged)
    checks = checked(before, after, limits)
    failed = [check for check in checks if check.reason]
    if as_json:
        print_json(
            {"schema": SCHEMA, "run": after.name, "passed": not failed, "checks": [asdict(check) for check in checks]}
        )
    else:
        Console().print(check_table(before.name, after.name, checks))
    for check in failed:
        typer.echo(f"Gate: {check.reason}", err=True)
    if failed:
        raise typer.Exit(1)


def check_table(baseline: str, run: str, checks: "Sequence[Check]") -> Table:
    """Each line of the budget, and whether it is kept."""
    table = Table(title=f"{escape(run)} against {escape(baseline)}", box=SIMPLE)
    table.add_column("figure", no_wrap=True)
    for heading in ("questions", "baseline", "run", "budget", "p", ""):
        table.add_column(heading, no_wrap=True)
    for check in checks:
        table.add_row(
            check.measure,
            str(check.questions),
            _number(check.first),
            _number(check.other),
            _limit(check),
            "–" if check.p is None else f"{check.p:.2g}",
            "failed" if check.reason else "kept",
        )
    return table


def _limit(check: "Check") -> str:
    return check.rule if check.limit is None else f"{check.rule} {check.limit:g}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
