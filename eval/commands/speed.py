"""`python -m eval speed`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from typing import Annotated

import typer

from eval.commands.console import errors, print_json
from eval.commands.options import OWN_SET, AsJson, Documents, QuestionSet, ReportLanguage


def speed(
    question_set: QuestionSet = OWN_SET,
    documents: Documents = None,
    *,
    repetitions: Annotated[int, typer.Option(min=1, help="How often each stage is timed after its first time.")] = 6,
    language: ReportLanguage = "en",
    as_json: AsJson = False,
) -> None:
    """Time each stage from file to checked answer, beside plain libraries on the same work, as a Markdown table."""
    from eval.errors import DataError
    from eval.models import models
    from eval.questions import read_questions
    from eval.speed.machine import machine
    from eval.speed.measure import measure
    from eval.speed.table import markdown, result
    from eval.subset import standalone, stratified
    from eval.workers.worker import worker
    from qa.settings import Settings

    answerable = [item for item in standalone(read_questions(question_set)) if item.answerable]
    items = stratified(answerable, repetitions + 1)
    if len(items) <= repetitions:
        raise DataError(
            f"{question_set} has {len(items)} answerable questions; {repetitions + 1} are asked, each once."
        )
    settings = Settings.load(documents=documents)
    with errors.status("Opening models"):
        given = models(settings)
    with errors.status("Timing each stage"), worker("eval.speed.own") as own, worker("eval.speed.yardsticks") as plain:
        folder, questions = str(settings.documents), [item.question for item in items]
        measured = measure(own, plain, folder=folder, questions=questions, models=given)
    found = result(measured, machine())
    if as_json:
        print_json(found)
    else:
        typer.echo(markdown(found, language))
