"""`python -m eval tune-writing`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_json


def tune_writing(
    squad: Annotated[Path, typer.Argument(metavar="SQUAD.json", exists=True, dir_okay=False)],
    translation: Annotated[Path, typer.Argument(metavar="TRANSLATION.json", exists=True, dir_okay=False)],
    *,
    seed: Annotated[int, typer.Option(help="Chooses what is exchanged in near misses, and the order.")] = 11,
    first: Annotated[int, typer.Option(min=0, help="First layer that is adapted.")] = 10,
    rank: Annotated[int, typer.Option(min=1, help="Rank of the adapter.")] = 4,
    rate: Annotated[float, typer.Option(min=0, help="Highest learning rate.")] = 5e-4,
    epochs: Annotated[
        float, typer.Option(min=0, help="How often each example is seen; more cuts the key words too short.")
    ] = 0.4,
    output: Annotated[Path | None, typer.Option(help="Where the adapter goes.", show_default="qa/writing.gguf")] = None,
) -> None:
    """Teach the language model to reply with the key words alone. Takes half an hour; `calibrate` comes after it."""
    from eval.commands.development import read_development
    from eval.commands.teaching import examples, told
    from eval.lessons import every_question, tuned_groups
    from eval.tune.adapter import write_adapter
    from eval.tune.model import Shape
    from eval.tune.replier import Replier
    from eval.tune.replies import replies, with_fewer_noes
    from eval.tune.steps import learn
    from index.paths import cache_folder
    from qa.abstain import WRITING
    from qa.gguf import model_path
    from qa.settings import Settings

    settings = Settings.load()
    known = read_development(squad, translation, sample=70, seed=seed, max_bytes=settings.max_bytes, failed=complain)
    groups = tuned_groups(known.lessons)
    lessons = [*map(every_question, known.both), *known.lessons]
    found = examples(lessons, settings, lambda one, cases: replies(one, cases, groups))
    taught = with_fewer_noes(list(dict.fromkeys(found)))
    shape = Shape(first, None, rank)
    replier = Replier(model_path(settings.model, cache_folder()), shape)
    loss = told(learn(replier.model.parameters(), replier.loss, taught, rate=rate, epochs=epochs, seed=seed))
    write_adapter(replier.model.adapted, shape, output or WRITING)
    print_json({"replies": len(taught), "groups": sorted(groups), "loss": loss})
