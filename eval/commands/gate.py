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
from eval.commands.options import BASELINE, BUDGET, RUNS, AsJson, ReportLanguage

if TYPE_CHECKING:
    from eval.gate import Check
    from eval.report.texts import Language


def gate(
    run: Annotated[
        Path | None,
        typer.Argument(metavar="[RUN]", help="Folder of a run; else the one with the latest report.", exists=True),
    ] = None,
    baseline: Annotated[Path, typer.Option(help="What `eval baseline` wrote, or a run.", exists=True)] = BASELINE,
    budget: Annotated[Path, typer.Option(help="How far figures may fall (TOML).", exists=True)] = BUDGET,
    language: ReportLanguage = "en",
    as_json: AsJson = False,
) -> None:
    """Fail if a figure has fallen against the baseline by more than its budget, beyond doubt."""
    from eval.errors import RunError
    from eval.gate import gate as checked
    from eval.gate import read_budget
    from eval.gate_texts import notes, said
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
        told = [asdict(check) | {"reason": said(check, language)} for check in checks]
        print_json({"schema": SCHEMA, "run": after.name, "passed": not failed, "checks": told})
    else:
        Console().print(check_table(before.name, after.name, checks, language))
        for note in notes(checks, language):
            typer.echo(note)
    for check in failed:
        typer.echo(f"Gate: {said(check, language)}", err=True)
    if failed:
        raise typer.Exit(1)


def check_table(baseline: str, run: str, checks: "Sequence[Check]", language: "Language") -> Table:
    """Each line of the budget, and whether it is kept."""
    from eval.gate_texts import HEADINGS, TITLE, limit, number, verdict

    table = Table(title=TITLE[language].format(run=escape(run), baseline=escape(baseline)), box=SIMPLE)
    for heading in (*HEADINGS[language], "p", ""):
        table.add_column(heading, no_wrap=True)
    for check in checks:
        table.add_row(
            check.measure,
            str(check.questions),
            number(check.first, language),
            number(check.other, language),
            limit(check, language),
            number(check.p, language, "@#"),
            verdict(check, language),
        )
    return table
