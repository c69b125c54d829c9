"""`python -m eval calibrate`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_json, tracked
from eval.commands.options import MORE, OWN_SET, RECORDED, SHIPPED


def calibrate(
    squad: Annotated[Path, typer.Argument(metavar="SQUAD.json", exists=True, dir_okay=False)],
    translation: Annotated[Path, typer.Argument(metavar="TRANSLATION.json", exists=True, dir_okay=False)],
    *,
    sample: Annotated[int, typer.Option(min=12, help="Replies for each language.")] = 70,
    seed: Annotated[int, typer.Option(help="Chooses the sample and what is hidden.")] = 11,
    output: Annotated[
        Path | None, typer.Option(help="Where the fitted numbers go.", show_default="qa/calibration.json")
    ] = None,
    recorded: Annotated[Path, typer.Option(help="What the model said before; it is not asked again.")] = RECORDED,
) -> None:
    """Fit how probably an answer is right, on development data and the project's own set. Takes an hour."""
    from random import Random

    from eval.answers import choose_probes
    from eval.calibrate import Folds, write
    from eval.calibrate import calibrate as fit
    from eval.folder import read_folder
    from eval.near_misses import exchanged_items, exchanged_probes, without_answers
    from eval.recorded import RecordedModel
    from eval.replies import article, replied, replied_to_items, searched, seen, seen_of_items
    from eval.sets import read_set
    from eval.squad import read_squad_files
    from qa.abstain import FITTED
    from qa.abstain import fitted as shipped_calibration
    from qa.assistant import Assistant, open_model
    from qa.settings import Settings

    settings = Settings.load()
    model = RecordedModel(open_model(settings), recorded)
    chance = Random(seed)
    sampled, found, sentences, examples = [], [], [], []
    with closing(model):
        for files in ((squad, translation), (translation, squad)):
            paragraphs = read_squad_files(files)
            texts = [paragraph.document for file in paragraphs for paragraph in file]
            assistant = Assistant.over(texts, settings=settings, model=model)
            every = choose_probes(paragraphs, sample=None, seed=seed, unanswerable=0)
            found += list(tracked(searched(assistant, every), "Searching", 2 * len(every)))
            some = choose_probes(paragraphs, sample=sample, seed=seed, unanswerable=0.5)
            answerable = tuple(probe for probe in some if probe.answerable)
            ids = {probe.id for probe in answerable}
            exchanged = [p for p in exchanged_probes(every, article, texts, chance) if p.id in ids]
            fewer, bare = without_answers(texts, answerable)
            sampled += [
                (assistant, (*some, *exchanged)),
                (Assistant.over(fewer, settings=settings, model=model), bare),
            ]
        for over, probes in sampled:
            sentences += list(tracked(seen(over, probes), "Reading", settings.evidence * len(probes)))
        shipped = read_folder(SHIPPED, max_bytes=settings.max_bytes, failed=complain)
        assistant = Assistant.over(list(shipped.values()), settings=settings, model=model)
        items = (*read_set(OWN_SET), *read_set(MORE))
        all_items = (*items, *exchanged_items(items, chance))
        sentences += list(tracked(seen_of_items(assistant, all_items), "Reading", settings.evidence * len(all_items)))
        folds = Folds(found, sentences, model=settings.model, layer=shipped_calibration().support.layer)
        for over, probes in sampled:
            examples += list(tracked(replied(over, probes, folds.without), "Asking", len(probes)))
        examples += list(tracked(replied_to_items(assistant, items, folds.without), "Asking", len(items)))
    fitted = fit(folds, examples)
    write(output or FITTED, fitted)
    print_json(fitted["report"])
