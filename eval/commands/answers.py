"""`python -m eval answers`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import errors, open_lines, print_figures, tracked
from eval.commands.options import AsJson


def answers(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="SQUAD.json",
            help="SQuAD-format file with the questions; further files only add paragraphs.",
            exists=True,
            dir_okay=False,
        ),
    ],
    *,
    documents_from: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE ...", help="Files whose paragraphs are added.", exists=True, dir_okay=False),
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="How many questions; all without it.")] = None,
    seed: Annotated[int, typer.Option(help="Chooses the sample and what is hidden.")] = 0,
    unanswerable: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the questions whose paragraph is hidden.")
    ] = 0.5,
    output: Annotated[Path | None, typer.Option(help="Where each answer is written, line by line.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask questions of SQuAD-format data over all its paragraphs, and compare with the gold."""
    from eval.answers import ask_probes, choose_probes, result_json, summary
    from eval.report.figures import plain_json
    from eval.squad import read_squad_files
    from qa import Assistant
    from qa.settings import Settings

    paragraphs = read_squad_files([*files, *(documents_from or [])])
    probes = choose_probes(paragraphs, sample=sample, seed=seed, unanswerable=unanswerable)
    with errors.status("Indexing paragraphs and opening models"):
        texts = [paragraph.document for file in paragraphs for paragraph in file]
        assistant = Assistant.over(texts, settings=Settings.load())
    results = []
    with closing(assistant), open_lines(output) as lines:
        for result in tracked(ask_probes(assistant, probes), "Asking", len(probes)):
            results.append(result)
            lines.write(json.dumps(plain_json(result_json(result)), ensure_ascii=False) + "\n")
            lines.flush()
    print_figures(summary(results), as_json=as_json)
