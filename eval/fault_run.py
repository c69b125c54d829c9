"""The same few questions asked of the healthy system and under each fault."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from eval.faults import FAULTS, BrokenAssistant, Fault, broken
from eval.report.case import Scored
from eval.report.files import write_reports
from eval.run import ask_items, configuration, open_folder
from eval.score import score
from eval.subset import stratified
from eval.types import Item
from index.types import Document
from qa import Assistant
from qa.settings import Settings

HEALTHY = Fault("nothing is broken", {}, {})


def run_under(
    name: str, *, set_file: Path, items: Sequence[Item], documents: Mapping[str, Document], subset: int, folder: Path
) -> Path:
    """Ask a stratified subset under the fault of that name, or `healthy`; returns the run's folder.

    Goes on where such a run was stopped. The index is a temporary one. Every fault needs a process of its own:
    what has been cached under one would go on under the next.
    """
    fault = FAULTS.get(name, HEALTHY)
    settings = Settings.load().model_copy(update=dict(fault.settings))
    head: dict[str, Any] = configuration(
        set_file=set_file,
        documents=list(documents.values()),
        settings=settings.model_dump(mode="json"),
        subset=subset,
    )
    open_folder(folder, head | {"fault": name})
    with broken(fault), closing(Assistant.over(list(documents.values()), settings=settings)) as assistant:
        asked = list(ask_items(BrokenAssistant(assistant, fault), stratified(items, subset), folder))
    scored = [Scored(i, kept.answer, score(i, kept.answer, documents, kept.evidence)) for i, kept in asked]
    write_reports(folder, scored, documents, "en")
    return folder
