"""The files of a report in a run's folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.memory import kept_peak_memory
from eval.report.case import Scored
from eval.report.figures import plain_json, report
from eval.report.junit import junit
from eval.report.markdown import markdown
from eval.report.page import page
from eval.report.texts import Language
from eval.types import Searched
from index.types import Document


def write_reports(
    folder: Path,
    scored: Sequence[Scored],
    documents: Mapping[str, Document],
    language: Language,
    searched: Sequence[Searched] = (),
) -> dict[str, Any]:
    """Write `report.json`, `report.html`, `report.md` and `junit.xml`; returns what the first one holds.

    `folder` has its `config.json`; `documents` are by path; `searched` as in `eval.report.figures.report`. Its figures
    are followed by `memory`, the peak in bytes, None where none was kept.
    """
    head = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    figures = report([one.outcome for one in scored], searched) | {"memory": kept_peak_memory(folder)}
    write_json(folder / "report.json", figures)
    write_text(folder / "report.html", page(head, figures, scored, documents, language))
    write_text(folder / "report.md", markdown(head, figures, scored, language))
    write_text(folder / "junit.xml", junit(head["configuration"]["set"]["name"], scored, language))
    return figures


def write_json(file: Path, value: Any) -> None:
    """Write a file whole or not at all, indented for people, without NaN."""
    write_text(file, json.dumps(plain_json(value), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def write_text(file: Path, content: str) -> None:
    """Write a file whole or not at all."""
    unfinished = file.with_name(file.name + ".part")
    unfinished.write_text(content, encoding="utf-8", newline="\n")
    unfinished.replace(file)
