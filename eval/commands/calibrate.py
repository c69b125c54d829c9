"""`python -m eval calibrate`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, print_json, tracked
from eval.commands.options import RECORDED


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
    from eval.answers import all_probes
    from eval.calibrate import Folds, write
    from eval.calibrate import calibrate as fit
    from eval.commands.development import read_development
    from eval.lessons import tuned_groups, without
    from eval.recorded import RecordedModel
    from eval.replies import replied, searched, seen
    from eval.tune.adapter import read_verdict
    from qa.abstain import FITTED, READING, WRITING
    from qa.abstain import fitted as shipped_calibration
    from qa.assistant import Assistant, open_model
    from qa.gguf import weights_fingerprint
    from qa.settings import Settings

    settings = Settings.load()
    settings = settings.model_copy(update={"evidence_most": settings.evidence})  # to read on takes longer
    known = read_development(
        squad, translation, sample=sample, seed=seed, max_bytes=settings.max_bytes, failed=complain
    )
    tuned = tuned_groups(known.lessons)
    lessons = [without(lesson, tuned) for lesson in known.lessons]

    with closing(RecordedModel(open_model(settings), recorded)) as model:
        found = []
        for files in known.both:
            texts = [paragraph.document for file in files for paragraph in file]
            probes = all_probes(files)
            assistant = Assistant.over(texts, settings=settings, model=model)
            found += list(tracked(searched(assistant, probes), "Searching", 2 * len(probes)))
        sentences = []
        taught = [(Assistant.over(each.documents, settings=settings, model=model), each) for each in lessons]
        for assistant, lesson in taught:
            cases = (*lesson.cases, *lesson.read_only)
            sentences += list(tracked(seen(assistant, cases), "Reading", settings.evidence * len(cases)))
        layer = shipped_calibration().support.layer
        adapter, verdict = weights_fingerprint(READING), read_verdict(READING)
        folds = Folds(found, sentences, model=settings.model, layer=layer, adapter=adapter, verdict=verdict)
        examples = []
        for assistant, lesson in taught:
            examples += list(tracked(replied(assistant, lesson.cases, folds.without), "Asking", len(lesson.cases)))
    fitted = fit(folds, examples) | {"writing": weights_fingerprint(WRITING)}
    write(output or FITTED, fitted)
    print_json(fitted["report"])
