"""`python -m eval faults`: the proof that the gate notices what it should, and nothing else."""
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

BASELINE = "baseline"


def faults(
    question_set: QuestionSet = OWN_SET,
    documents: Documents = None,
    *,
    only: Annotated[list[str] | None, typer.Option(metavar="FAULT", help="Just this fault; may be repeated.")] = None,
    subset: Annotated[int, typer.Option(min=4, help="How many questions each run asks; `make gate` asks 24.")] = 24,
    healthy: Annotated[int, typer.Option(min=0, help="Runs of the healthy system that must pass.")] = 20,
    budget: Annotated[Path, typer.Option(help="How far figures may fall (TOML).", exists=True)] = BUDGET,
    output: Annotated[Path, typer.Option(help="Folder of the runs; goes on where it was stopped.")] = RUNS / "faults",
    recorded: Annotated[
        Path | None,
        typer.Option(help="What the language model said before.", show_default="recorded.jsonl in that folder"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Break the system in eight ways, and fail unless the gate catches each and lets healthy runs pass.

    The baseline are all questions, asked of the healthy system. What the language model said is kept and shared.
    """
    from eval.fault_run import run_under
    from eval.faults import FAULTS, Fault
    from eval.folder import read_folder
    from eval.gate import gate, read_budget
    from eval.gate_texts import said
    from eval.healthy import healthy_runs
    from eval.questions import read_questions
    from eval.results import read_results
    from qa.settings import Settings

    unknown = [name for name in only or [] if name not in FAULTS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(FAULTS)}", param_hint="--only")
    limits, items = read_budget(budget), read_questions(question_set)
    settings = Settings.load(documents=documents)
    known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain)
    runs: dict[str, tuple[Fault, int | None, int]] = {BASELINE: (Fault("nothing is broken", {}, {}), None, 0)}
    runs |= {
        one.name: (Fault("nothing is broken", one.settings, {}), subset, one.seed) for one in healthy_runs(healthy)
    }
    runs |= {name: (FAULTS[name], subset, 0) for name in only or FAULTS}
    caught: dict[str, list[str]] = {}
    for number, (name, (fault, size, seed)) in enumerate(runs.items(), 1):
        with errors.status(f"Asking: {name}, run {number} of {len(runs)}"), _own_process() as process:
            process.submit(
                run_under, fault, set_file=question_set, items=items, documents=known, subset=size, seed=seed,
                recorded=recorded or output / "recorded.jsonl", folder=output / name,
            ).result()  # fmt: skip
        checks = gate(read_results(output / BASELINE), read_results(output / name), limits)
        caught[name] = [said(check, "en") for check in checks if check.reason]
    failed = [name for name, reasons in caught.items() if bool(reasons) != (name in FAULTS)]
    if as_json:
        print_json({"schema": SCHEMA, "subset": subset, "caught": caught, "failed": failed})
    else:
        Console().print(fault_table(caught, failed))
        typer.echo(_summary(caught, set(FAULTS)))
    if failed:
        raise typer.Exit(1)


def fault_table(caught: dict[str, list[str]], failed: list[str]) -> Table:
    """What the gate said of each run."""
    table = Table("run", "", "what the gate said", show_lines=True)
    for name, reasons in caught.items():
        table.add_row(name, "not as it should be" if name in failed else "as it should be", "\n".join(reasons) or "–")
    return table


def _summary(caught: dict[str, list[str]], faulty: set[str]) -> str:
    broken = [bool(reasons) for name, reasons in caught.items() if name in faulty]
    sound = [bool(reasons) for name, reasons in caught.items() if name not in faulty and name != BASELINE]
    return f"{sum(broken)} of {len(broken)} faults caught, {sum(sound)} of {len(sound)} healthy runs alarmed."


def _own_process() -> ProcessPoolExecutor:
    """Nothing that one fault leaves behind may reach the next."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
