"""`python -m eval tune-reading`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_json


def tune_reading(
    squad: Annotated[Path, typer.Argument(metavar="SQUAD.json", exists=True, dir_okay=False)],
    translation: Annotated[Path, typer.Argument(metavar="TRANSLATION.json", exists=True, dir_okay=False)],
    *,
    sample: Annotated[int, typer.Option(min=12, help="Questions of each language.")] = 70,
    seed: Annotated[int, typer.Option(help="Chooses the sample, what is hidden, and the order.")] = 11,
    first: Annotated[int, typer.Option(min=0, help="First layer that is adapted.")] = 9,
    rank: Annotated[int, typer.Option(min=1, help="Rank of the adapter.")] = 4,
    rate: Annotated[float, typer.Option(min=0, help="Highest learning rate.")] = 4e-4,
    epochs: Annotated[float, typer.Option(min=0, help="How often each sentence is seen.")] = 1.2,
    output: Annotated[Path | None, typer.Option(help="Where the adapter goes.", show_default="qa/reading.gguf")] = None,
) -> None:
    """Teach the language model to tell which sentence answers. Takes an hour; `calibrate` comes after it."""
    from eval.commands.development import read_development
    from eval.commands.teaching import examples, told
    from eval.lessons import tuned_groups
    from eval.tune.adapter import write_adapter
    from eval.tune.model import Shape
    from eval.tune.reader import Reader
    from eval.tune.sentences import sentences
    from eval.tune.verdict import begin, train
    from index.paths import cache_folder
    from qa.abstain import READING, fitted
    from qa.gguf import model_path
    from qa.settings import Settings

    settings = Settings.load()
    lessons = read_development(
        squad, translation, sample=sample, seed=seed, max_bytes=settings.max_bytes, failed=complain
    ).lessons
    groups = tuned_groups(lessons)
    taught = examples(lessons, settings, lambda assistant, cases: sentences(assistant, cases, groups))
    shape = Shape(first, fitted().support.layer, rank)
    reader = Reader(model_path(settings.model, cache_folder()), shape)
    verdict = begin(reader, taught, seed=seed)
    loss = told(train(reader, verdict, taught, rate=rate, epochs=epochs, seed=seed))
    write_adapter(reader.model.adapted, shape, output or READING, verdict=verdict.weights())
    print_json({"sentences": len(taught), "groups": sorted(groups), "loss": loss})
