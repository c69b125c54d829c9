"""`python -m eval check`."""
# ruff: noqa: PLC0415  # see `eval.commands`

import typer

from eval.commands.console import complain
from eval.commands.options import OWN_SET, Documents, QuestionSet


def check(question_set: QuestionSet = OWN_SET, documents: Documents = None) -> None:
    """Find lines that cannot be read, gold quotes that are not in the documents, duplicates, and doubtful gold."""
    from eval.check import doubts_of_set, doubts_of_table, problems
    from eval.folder import read_folder
    from eval.questions import is_table, read_sound
    from qa.settings import Settings

    items, wrong = read_sound(question_set)
    settings = Settings.load(documents=documents)
    named = {support.document for item in items for support in item.support}
    known = read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain, only=named)
    found = [*wrong, *problems(items, known)]
    doubts = list((doubts_of_table if is_table(question_set) else doubts_of_set)(items))
    for line in (*found, *(f"warning: {doubt}" for doubt in doubts)):
        typer.echo(line)
    counted = f"{len(items)} items, {len(found)} problems"
    typer.echo(f"{counted}, {len(doubts)} warnings" if doubts else counted, err=True)
    if found:
        raise typer.Exit(1)
