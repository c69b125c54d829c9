"""`python -m eval check`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import typer

from eval.commands.console import complain
from eval.commands.options import OWN_SET, AnyQuestionSet, Documents, check_documents


def check(question_set: AnyQuestionSet = OWN_SET, documents: Documents = None) -> None:
    """Find gold quotes that are not in the documents, duplicates, and gold that cannot be read."""
    from eval.check import problems
    from eval.folder import read_folder
    from eval.questions import read_any_questions
    from qa.settings import Settings

    questions = read_any_questions(question_set)
    check_documents(documents, questions)
    known, items = questions.documents, questions.items
    settings = Settings.load(documents=documents)
    named = {support.document for item in items for support in item.support}
    if known is None:
        known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain, only=named)
    found = list(problems(items, known))
    for problem in found:
        typer.echo(problem)
    typer.echo(f"{len(items)} items, {len(found)} problems", err=True)
    if found:
        raise typer.Exit(1)
