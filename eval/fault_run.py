"""One run of the proof of the gate: the healthy system or one under a fault, asked through a shared record.

What the language model says depends on its weights, its prompt and the sentence alone. It is therefore asked anew
only where a fault makes it see another sentence, and what it said is shared by all runs.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import qa.assistant
from eval.faults import BrokenAssistant, Fault, broken
from eval.recorded import RecordedModel
from eval.report.case import Scored
from eval.report.files import write_reports
from eval.run import ask_items, configuration, open_folder
from eval.score import score
from eval.searches import search_items, stored_searches
from eval.subset import stratified
from eval.types import Item
from index.types import Document
from qa.settings import Settings


def run_under(
    fault: Fault,
    *,
    set_file: Path,
    items: Sequence[Item],
    documents: Mapping[str, Document],
    subset: int | None,
    seed: int,
    recorded: Path,
    folder: Path,
) -> Path:
    """Ask a stratified subset, or everything, and search for the rest; returns the run's folder.

    Goes on where such a run was stopped; of one that is finished nothing is asked again. The index is a temporary one.
    Every fault needs a process of its own: what has been cached under one would go on under the next.
    """
    settings = Settings.load().model_copy(update=dict(fault.settings))
    asked = items if subset is None else stratified(items, subset, seed=seed)
    rest = [item for item in items if item not in asked]
    model = RecordedModel(qa.assistant.open_model(settings), recorded)
    over = qa.assistant.Assistant.over
    with broken(fault), closing(over(list(documents.values()), settings=settings, model=model)) as assistant:
        config = configuration(
            set_file=set_file,
            documents=list(documents.values()),
            settings=settings.model_dump(mode="json"),
            models=assistant.models(),
            index=assistant.content_hash(),
            subset=subset,
        )
        open_folder(folder, config | {"fault": fault.meaning, "seed": seed})
        streamer = BrokenAssistant(assistant, fault)
        search_items(streamer, rest, folder, documents)
        kept = list(ask_items(streamer, asked, folder))
    scored = [Scored(item, one.answer, score(item, one.answer, documents, one.evidence)) for item, one in kept]
    write_reports(folder, scored, documents, "en", stored_searches(folder, rest, documents))
    return folder
