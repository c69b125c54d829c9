"""`python -m eval faults`: the proof that the gate notices. Takes as long as nine small runs."""
# ruff: noqa: PLC0415  # see `eval.commands`

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.commands.console import SCHEMA, complain, errors, print_json
from eval.commands.options import BUDGET, OWN_SET, RUNS, AsJson, Documents, QuestionSet


def faults(
    question_set: QuestionSet = OWN_SET,
    documents: Documents = None,
    *,
    only: Annotated[list[str] | None, typer.Option(metavar="FAULT", help="Just this fault; may be repeated.")] = None,
    subset: Annotated[int, typer.Option(min=4, help="How many questions are asked under each fault.")] = 40,
    healthy: Annotated[int, typer.Option(min=1, help="Healthy runs; the first is the baseline.")] = 2,
    budget: Annotated[Path, typer.Option(help="How far figures may fall (TOML).", exists=True)] = BUDGET,
    output: Annotated[Path, typer.Option(help="Folder of the runs.")] = RUNS / "faults",
    as_json: AsJson = False,
) -> None:
    """Break the system in eight ways, and fail unless the gate catches each and lets healthy runs pass."""
    from eval.fault_run import run_under
    from eval.faults import FAULTS
    from eval.folder import read_folder
    from eval.gate import gate, read_budget
    from eval.questions import read_questions
    from eval.results import read_results
    from qa.settings import Settings

    unknown = [name for name in only or [] if name not in FAULTS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(FAULTS)}", param_hint="--only")
    limits, items = read_budget(budget), read_questions(question_set)
    settings = Settings.load(documents=documents)
    known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain)
    repeats = [f"healthy-{number}" for number in range(1, healthy + 1)]
    caught: dict[str, list[str]] = {}
    for name in [*repeats, *(only or FAULTS)]:
        with errors.status(f"Asking: {name}"), _own_process() as process:
            process.submit(
                run_under, name, set_file=question_set, items=items, documents=known, subset=subset,
                folder=output / name,
            ).result()  # fmt: skip
        checks = gate(read_results(output / repeats[0]), read_results(output / name), limits)
        caught[name] = [check.reason for check in checks if check.reason]
    failed = [name for name, reasons in caught.items() if bool(reasons) != (name in FAULTS)]
    if as_json:
        print_json({"schema": SCHEMA, "subset": subset, "caught": caught, "failed": failed})
    else:
        Console().print(fault_table(caught, failed))
    if failed:
        raise typer.Exit(1)


def fault_table(caught: dict[str, list[str]], failed: list[str]) -> Table:
    """What the gate said of each run."""
    table = Table("run", "", "what the gate said", show_lines=True)
    for name, reasons in caught.items():
        table.add_row(name, "not as it should be" if name in failed else "as it should be", "\n".join(reasons) or "–")
    return table


def _own_process() -> ProcessPoolExecutor:
    """Nothing that one fault leaves behind may reach the next."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
