"""`python -m eval report`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import typer

from eval.commands.console import complain
from eval.commands.options import OWN_SET, AnyQuestionSet, Documents, ReportLanguage, RunFolder, check_documents


def report(
    run: RunFolder,
    question_set: AnyQuestionSet = OWN_SET,
    documents: Documents = None,
    language: ReportLanguage = "en",
) -> None:
    """Score the stored answers of a run again, and write its report anew: no model is needed."""
    from eval.folder import read_folder
    from eval.questions import read_any_questions
    from eval.report.files import write_reports
    from eval.rescore import rescored
    from eval.searches import stored_searches
    from qa.settings import Settings

    settings = Settings.load(documents=documents)
    questions = read_any_questions(question_set)
    check_documents(documents, questions)
    known, items = questions.documents, questions.items
    if known is None:
        known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain)
    scored = rescored(run, items, known)
    write_reports(run, scored, known, language, stored_searches(run, items, known))
    typer.echo(f"{len(scored)} questions; the report is {run / 'report.html'}")
