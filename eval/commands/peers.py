"""`python -m eval peers`."""
# ruff: noqa: PLC0415  # see `eval.commands`

from pathlib import Path
from typing import Annotated

import typer

from eval.commands.console import complain, errors, print_json, tracked
from eval.commands.options import RUNS, TEST_SET, AsJson, Documents, QuestionSet, ReportLanguage


def peers(
    question_set: QuestionSet = TEST_SET,
    documents: Documents = None,
    *,
    subset: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many questions, of every language and kind.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Run folder; goes on where a run was stopped.")] = None,
    language: ReportLanguage = "en",
    as_json: AsJson = False,
) -> None:
    """Ask the same questions of Beleg, txtai and LlamaIndex, with the same models; `make peers` installs them."""
    from eval.folder import read_folder
    from eval.models import fingerprints, models
    from eval.peers.asking import PEERS, ask_peer
    from eval.peers.environment import versions
    from eval.peers.job import job
    from eval.peers.scoring import outcome
    from eval.peers.table import SCHEMA, figures, markdown
    from eval.questions import read_questions
    from eval.report.files import write_json, write_text
    from eval.run import configuration, fingerprint, open_folder
    from eval.subset import standalone, stratified
    from qa.settings import Settings

    items = standalone(read_questions(question_set))
    items = items if subset is None else stratified(items, subset)
    settings = Settings.load(documents=documents)
    known = list(read_folder(settings.documents, max_bytes=settings.max_bytes, failed=complain).values())
    with errors.status("Opening models"):
        given, named = job(known, models(settings)), fingerprints(settings)
    config = configuration(
        set_file=question_set,
        documents=known,
        settings=settings.model_dump(mode="json"),
        models=named,
        index=None,
        subset=subset,
    ) | {"peers": versions()}
    folder = output or RUNS / f"peers-{question_set.stem}-{fingerprint(config)}"
    open_folder(folder, config)
    texts = [document.text for document in known]
    rows = []
    for peer in PEERS:
        answers = list(tracked(ask_peer(peer, items, folder, given), f"Asking {peer.name}", len(items)))
        outcomes = [outcome(item, answer, texts) for item, answer in answers]
        version = versions()[peer.package] if peer.package else None
        peak = max((answer.peak for _, answer in answers), default=0)
        rows.append({"name": peer.name, "version": version} | figures(outcomes, peak=peak))
    result = {
        "schema": SCHEMA,
        "set": question_set.stem,
        "questions": len(items),
        "answerable": sum(item.answerable for item in items),
        "documents": len(known),
        "pipelines": rows,
    }
    write_json(folder / "peers.json", result)
    write_text(folder / "peers.md", markdown(result, language))
    if as_json:
        print_json(result | {"folder": str(folder)})
    else:
        typer.echo(markdown(result, language))
        typer.echo(f"{folder / 'peers.md'}", err=True)
