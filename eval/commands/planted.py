"""`python -m eval planted`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_figures
from eval.commands.options import SHIPPED, AsJson


def planted(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SQUAD.json ...", help="Adds paragraphs of these.", exists=True, dir_okay=False),
    ] = None,
    documents: Annotated[
        Path, typer.Option(help="Folder whose sentences are taken.", exists=True, file_okay=False)
    ] = SHIPPED,
    limit: Annotated[int, typer.Option(min=1, help="Claims of each kind and language.")] = 200,
    seed: Annotated[int, typer.Option(help="Chooses the claims and the errors.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Plant errors into right claims, and measure how many of both the checks take for what they are."""
    from eval.folder import read_folder
    from eval.planted import figures, judge, make_cases
    from eval.squad import read_squad_files
    from qa.settings import Settings
    from qa.verify import problem

    max_bytes = Settings.load().max_bytes
    sources = list(read_folder(documents, max_bytes=max_bytes, failed=complain).values())
    sources += [paragraph.document for file in read_squad_files(files or []) for paragraph in file]
    print_figures(figures(judge(make_cases(sources, limit=limit, seed=seed), problem)), as_json=as_json)
