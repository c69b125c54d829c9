"""`python -m eval retrieval`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import errors, print_figures, tracked
from eval.commands.options import AsJson


def retrieval(
    folder: Annotated[Path, typer.Argument(metavar="BEIR_DIR", exists=True, file_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Measure the search alone on BEIR-format data, without the language model."""
    from eval.beir import read_beir
    from eval.retrieval import measure, rank_queries
    from index.embed import open_encoder
    from index.index import Index
    from qa.settings import Settings

    benchmark = read_beir(folder)
    settings = Settings.load()
    with errors.status(f"Indexing {len(benchmark.documents)} documents"):
        index = Index.over(benchmark.documents, open_encoder(settings), passage_size=settings.passage_size)
    with closing(index):
        rankings = list(tracked(rank_queries(index, benchmark), "Searching", len(benchmark.queries)))
    print_figures(measure(rankings, benchmark.qrels), as_json=as_json)
