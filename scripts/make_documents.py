"""Makes the PDF and DOCX files in `documents/` from their texts in `scripts/documents/`.

Run `python scripts/make_documents.py` after changing a text. The same texts give the same bytes:
every date in the files is the text's own. (Another build of zlib may pack a DOCX differently; what
is in it stays the same.)
"""

import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx
from fpdf import FPDF
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

SOURCES = Path(__file__).parent / "documents"
DOCUMENTS = Path(__file__).parent.parent / "documents"

A5 = (148, 210)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
HEADING_ROOM = 45  # millimetres: a heading stays with the paragraph under it
POINTS = {"h1": 15, "h2": 12, "paragraph": 10.5, "item": 10.5}
PAGE_LABEL = {"de": "Seite {} von {{nb}}", "en": "Page {} of {{nb}}"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph or list item (one cell), or a table (its cells row by row)."""

    kind: Literal["h1", "h2", "paragraph", "item", "table"]
    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        return self.rows[0][0]


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its metadata; `day` is the date for which its facts stand."""

    title: str
    publisher: str
    language: str
    day: date
    format: Literal["pdf", "docx"]
    blocks: tuple[Block, ...]

    @property
    def stamp(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC)


def main() -> None:
    for path in sorted(SOURCES.glob("*.md")):
        if path.name != "README.md":
            source = parse(path.read_text(encoding="utf-8"))
            target = DOCUMENTS / f"{path.stem}.{source.format}"
            target.write_bytes(render(source))


def parse(text: str) -> Source:
    """Reads TOML between two lines of `+++`, then Markdown: `#`, `##`, paragraphs, `-` items, tables."""
    _, head, body = text.split("+++\n", 2)
    meta = tomllib.loads(head)
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body))
    return Source(
        title=meta["title"],
        publisher=meta["publisher"],
        language=meta["language"],
        day=meta["date"],
        format=meta["format"],
        blocks=tuple(_blocks(tree)),
    )


def render(source: Source) -> bytes:
    return render_pdf(source) if source.format == "pdf" else render_docx(source)


class _Paper(FPDF):  # type: ignore[misc]  # fpdf2 ships no types
    """A5 pages in Helvetica, one of the fonts that need not be embedded, numbered at the foot."""

    def __init__(self, source: Source) -> None:
        super().__init__(format=A5)
        self.source = source
        self.core_fonts_encoding = "windows-1252"  # Latin-1 lacks German quotation marks and dashes
        self.set_compression(False)
        self.set_margins(18, 16)
        self.set_auto_page_break(True, margin=20)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Helvetica", size=8)
        label = PAGE_LABEL[self.source.language].format(self.page_no())
        self.cell(0, 5, f"{self.source.publisher} – {label}", align="C")


def render_pdf(source: Source) -> bytes:
    """Lines are broken at spaces; no paragraph runs from one page to the next."""
    pdf = _Paper(source)
    pdf.set_title(source.title)
    pdf.set_author(source.publisher)
    pdf.set_lang(source.language)
    pdf.set_producer("make_documents.py")
    pdf.set_creation_date(source.stamp)
    pdf.add_page()
    for block in source.blocks:
        pdf.set_font("Helvetica", style="B" if block.kind in {"h1", "h2"} else "", size=POINTS[block.kind])
        if block.kind == "h2" and pdf.will_page_break(HEADING_ROOM):
            pdf.add_page()
            pdf.set_font("Helvetica", style="B", size=POINTS[block.kind])
        text = f"• {block.text}" if block.kind == "item" else block.text
        with pdf.unbreakable() as part:
            part.multi_cell(0, 5.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
            part.ln(1 if block.kind == "item" else 3)
    return bytes(pdf.output())


def render_docx(source: Source) -> bytes:
    paper = docx.Document()
    properties = paper.core_properties
    properties.title, properties.author = source.title, source.publisher
    properties.last_modified_by, properties.comments = source.publisher, ""
    properties.language = source.language
    properties.created = properties.modified = source.stamp.replace(tzinfo=None)
    for block in source.blocks:
        match block.kind:
            case "h1" | "h2":
                paper.add_heading(block.text, level=int(block.kind[1]))
            case "table":
                _add_table(paper, block.rows)
            case _:
                paper.add_paragraph(block.text, style="List Bullet" if block.kind == "item" else None)
    buffer = BytesIO()
    paper.save(buffer)
    return _without_times(buffer.getvalue())


def _blocks(tree: SyntaxTreeNode) -> Iterator[Block]:
    for node in tree.children:
        match node.type:
            case "heading":
                yield Block("h1" if node.tag == "h1" else "h2", ((_text(node),),))
            case "paragraph":
                yield Block("paragraph", ((_text(node),),))
            case "bullet_list":
                yield from (Block("item", ((_text(item),),)) for item in node.children)
            case "table":
                rows = (row for part in node.children for row in part.children)
                yield Block("table", tuple(tuple(_text(cell) for cell in row.children) for row in rows))
            case other:
                raise ValueError(f"A text may not hold a Markdown {other}; see scripts/documents/README.md.")


def _text(node: SyntaxTreeNode) -> str:
    return " ".join(leaf.content for leaf in node.walk() if leaf.type == "inline").replace("\n", " ")


def _add_table(paper: "docx.document.Document", rows: tuple[tuple[str, ...], ...]) -> None:
    table = paper.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _without_times(archive: bytes) -> bytes:
    """The same ZIP members in the same order, without the time at which they were packed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=ZIP_EPOCH)
            new.writestr(member, old.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
