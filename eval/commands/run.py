"""`python -m eval run`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.commands.console import errors, print_json, tracked
from eval.commands.options import OWN_SET, RUNS, AnyQuestionSet, AsJson, Documents, ReportLanguage, check_documents


def run(
    question_set: AnyQuestionSet = OWN_SET,
    documents: Documents = None,
    *,
    output: Annotated[Path | None, typer.Option(help="Run folder; goes on where a run was stopped.")] = None,
    subset: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many questions, of every language and kind.")
    ] = None,
    language: ReportLanguage = "en",
    steps: Annotated[bool, typer.Option(help="Write a line such as 3/40 for each answer, for programs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Ask every question of a set, and keep the answers and the report in a run folder."""
    from eval.memory import keep_peak_memory
    from eval.questions import read_any_questions, set_name
    from eval.report.case import Scored
    from eval.report.files import write_reports
    from eval.report.terminal import group_table, headline_table
    from eval.report.texts import format_note
    from eval.run import ask_items, configuration, fingerprint, open_folder
    from eval.score import score
    from eval.searches import search_items
    from eval.subset import stratified
    from qa import Assistant
    from qa.settings import Settings

    questions = read_any_questions(question_set)
    check_documents(documents, questions)
    every = questions.items
    items = every if subset is None else stratified(every, subset)
    settings = Settings.load(documents=documents)
    with errors.status("Opening documents and models"):
        if questions.documents is None:
            assistant = Assistant.open(settings.documents, settings=settings)
        else:
            assistant = Assistant.over(list(questions.documents.values()), settings=settings)
    with closing(assistant):
        known = {document.path: document for document in assistant.documents()}
        config = configuration(
            set_file=question_set,
            documents=list(known.values()),
            settings=settings.model_dump(mode="json"),
            models=assistant.models(),
            index=assistant.content_hash(),
            subset=subset,
        )
        folder = output or RUNS / f"{set_name(question_set)}-{fingerprint(config)}"
        open_folder(folder, config)
        answers = tracked(ask_items(assistant, items, folder), "Asking", len(items), steps=steps)
        scored = [Scored(i, r.answer, score(i, r.answer, known, r.evidence)) for i, r in answers]
        keep_peak_memory(folder)
        asked = {item.id for item in items}
        rest = [item for item in every if item.id not in asked]
        with errors.status(f"Searching for the other {len(rest)} questions"):
            searched = search_items(assistant, rest, folder, known)
    result = write_reports(folder, scored, known, language, searched)
    if as_json:
        one_by_one = ("items", "searched")
        shown = {name: value for name, value in result.items() if name not in one_by_one}
        print_json(shown | {"folder": str(folder)})
        return
    console = Console()
    console.print(headline_table(result["headline"], result["counted"], result["memory"]))
    console.print(group_table("language", result["by_language"]))
    console.print(group_table("kind", result["by_kind"]))
    if note := format_note(config["set"]):
        console.print(note["en"])
    console.print(f"{len(items)} questions; the report is {folder / 'report.html'}")
