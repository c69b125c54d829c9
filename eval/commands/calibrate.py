"""`python -m eval calibrate`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_json, tracked
from eval.commands.options import HARD, MORE, OWN_SET, RECORDED, SHIPPED, TRAIN


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
    """Fit how probably an answer is right, on development data and the project's own sets. Takes hours."""
    from random import Random

    from eval.answers import all_probes
    from eval.calibrate import Folds, write
    from eval.calibrate import calibrate as fit
    from eval.check import problems
    from eval.errors import DataError
    from eval.folder import read_folder
    from eval.lessons import hard_lesson, invented_lesson, own_lesson, squad_lessons
    from eval.recorded import RecordedModel
    from eval.replies import replied, searched, seen
    from eval.sets import read_set
    from eval.squad import read_squad_files
    from qa.abstain import FITTED
    from qa.abstain import fitted as shipped_calibration
    from qa.assistant import Assistant, open_model
    from qa.settings import Settings

    settings = Settings.load()
    settings = settings.model_copy(update={"evidence_most": settings.evidence})  # to read on takes longer
    chance = Random(seed)
    both = [read_squad_files(files) for files in ((squad, translation), (translation, squad))]
    paragraphs = [paragraph.document for file in both[0] for paragraph in file]
    hard = read_set(HARD)
    if trouble := next(problems(hard, {document.path: document for document in paragraphs}), None):
        raise DataError(f"{HARD.name} is about other paragraphs than those of {squad} and {translation}: {trouble}")
    shipped, invented = (
        list(read_folder(folder, max_bytes=settings.max_bytes, failed=complain).values())
        for folder in (SHIPPED, TRAIN.with_suffix(""))
    )
    lessons = [lesson for files in both for lesson in squad_lessons(files, sample=sample, seed=seed, chance=chance)]
    lessons += [
        hard_lesson(hard, paragraphs),
        own_lesson((*read_set(OWN_SET), *read_set(MORE)), shipped, chance),
        invented_lesson(read_set(TRAIN), invented),
    ]

    with closing(RecordedModel(open_model(settings), recorded)) as model:
        found = []
        for files in both:
            texts = [paragraph.document for file in files for paragraph in file]
            probes = all_probes(files)
            assistant = Assistant.over(texts, settings=settings, model=model)
            found += list(tracked(searched(assistant, probes), "Searching", 2 * len(probes)))
        sentences = []
        taught = [(Assistant.over(each.documents, settings=settings, model=model), each) for each in lessons]
        for assistant, lesson in taught:
            cases = (*lesson.cases, *lesson.read_only)
            sentences += list(tracked(seen(assistant, cases), "Reading", settings.evidence * len(cases)))
        folds = Folds(found, sentences, model=settings.model, layer=shipped_calibration().support.layer)
        examples = []
        for assistant, lesson in taught:
            examples += list(tracked(replied(assistant, lesson.cases, folds.without), "Asking", len(lesson.cases)))
    fitted = fit(folds, examples)
    write(output or FITTED, fitted)
    print_json(fitted["report"])
