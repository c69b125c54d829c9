"""What `tune-reading` and `tune-writing` have in common."""
# ruff: noqa: PLC0415  # see `eval.commands`

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import typer

from eval.commands.console import tracked
from eval.lessons import Case, Lesson

if TYPE_CHECKING:
    from eval.tune.steps import Progress
    from qa import Assistant
    from qa.settings import Settings

E = TypeVar("E")


def examples(
    lessons: Sequence[Lesson], settings: "Settings", of: Callable[["Assistant", Sequence[Case]], Iterator[E]]
) -> list[E]:
    """What there is to learn `of` the questions of each lesson; the model is not asked, but a search needs one."""
    from qa.assistant import Assistant, open_model

    found: list[E] = []
    with closing(open_model(settings)) as model:
        for lesson in lessons:
            assistant = Assistant.over(lesson.documents, settings=settings, model=model)
            cases = (*lesson.cases, *lesson.read_only)
            found += list(tracked(of(assistant, cases), "Searching", settings.evidence * len(cases)))
    return found


def told(steps: "Iterable[Progress]") -> float | None:
    """Take all steps, and tell of each; the last loss, None if there was no step."""
    loss = None
    for progress in steps:
        loss = progress.loss
        typer.echo(f"{progress.step}/{progress.steps} loss {loss:.4f}", err=True)
    return loss
