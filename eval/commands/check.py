"""`python -m eval check`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import typer

from eval.commands.console import complain
from eval.commands.options import OWN_SET, AnyQuestionSet, Documents, check_documents


def check(question_set: AnyQuestionSet = OWN_SET, documents: Documents = None) -> None:
    """Find lines that cannot be read, gold quotes that are not in the documents, duplicates, and doubtful gold."""
    from eval.check import doubts_of_set, doubts_of_table, problems
    from eval.folder import read_folder
    from eval.questions import read_sound, set_format
    from qa.settings import Settings

    questions = read_sound(question_set)
    check_documents(documents, questions)
    items, known = questions.items, questions.documents
    settings = Settings.load(documents=documents)
    named = {support.document for item in items for support in item.support}
    if known is None:
        known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain, only=named)
    found = [*questions.wrong, *problems(items, known)]
    doubted = {"table": doubts_of_table, "lines": doubts_of_set}.get(set_format(question_set))
    doubts = list(doubted(items)) if doubted else []
    for line in (*found, *(f"warning: {doubt}" for doubt in doubts)):
        typer.echo(line)
    counted = f"{len(items)} items, {len(found)} problems"
    typer.echo(f"{counted}, {len(doubts)} warnings" if doubts else counted, err=True)
    if found:
        raise typer.Exit(1)
