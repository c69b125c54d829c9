"""`python -m eval answers`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.commands.console import errors, print_figures, tracked
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
    only_untaught: Annotated[
        bool,
        typer.Option("--only-untaught", help="Leave out the articles of the development data that Beleg learned from."),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(help="Where each answer is written, line by line; goes on where it was stopped.", dir_okay=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask questions of SQuAD-format data over all its paragraphs, and compare with the gold."""
    from eval.answers import ask_probes, choose_probes, summary
    from eval.lessons import untaught
    from eval.run import configuration
    from eval.squad import read_squad_files
    from qa import Assistant
    from qa.settings import Settings

    paragraphs = read_squad_files([*files, *(documents_from or [])])
    among = untaught if only_untaught else list
    probes = choose_probes(paragraphs, sample=sample, seed=seed, unanswerable=unanswerable, among=among)
    texts = [paragraph.document for file in paragraphs for paragraph in file]
    settings = Settings.load()
    with errors.status("Indexing paragraphs and opening models"):
        assistant = Assistant.over(texts, settings=settings)
    with closing(assistant):
        if output is not None:
            config = configuration(
                set_file=files[0],
                documents=texts,
                settings=settings.model_dump(mode="json"),
                models=assistant.models(),
                index=assistant.content_hash(),
            )
            begin(
                output,
                config | {"sample": sample, "seed": seed, "unanswerable": unanswerable, "only_untaught": only_untaught},
            )
        results = list(tracked(ask_probes(assistant, probes, output), "Asking", len(probes)))
    print_figures(summary(results), as_json=as_json)


def begin(output: Path, config: Mapping[str, Any]) -> None:
    """Keep the configuration beside the answers. Raises RunError if they were not asked with it."""
    from eval.errors import RunError
    from eval.run import keep_configuration

    file = output.with_name(f"{output.name}.config.json")
    if output.exists() and not file.exists():
        raise RunError(f"{output} cannot be gone on with: {file.name} is not beside it. Choose another --output.")
    keep_configuration(file, config)
