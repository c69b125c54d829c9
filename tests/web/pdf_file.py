"""PDF files as the index reads them: one of two pages, and a long one."""

from pathlib import Path

from fpdf import FPDF

from index.read import read_document
from index.types import Document

PAGES = (
    ("Netzwerk Universitätsmedizin", "Der Bund wird alles zahlen. Das Netz wächst weiter und es bleibt dabei."),
    (
        "Zahlen",
        "Der Bund wird alles zahlen. Alle 37 Universitätskliniken arbeiten im NUM zusammen, und sie werden von "
        "2025 bis 2030 mit jährlich 30 Mio. Euro gefördert. Ende.",
    ),
)


def write_long_pdf(folder: Path, pages: int, name: str = "lang.pdf") -> Document:
    """The same with so many pages, each with its number in words of its own."""
    pdf = FPDF(format="A5")
    pdf.set_title("Ein langer Bericht")
    pdf.set_font("Helvetica", "", 12)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.multi_cell(0, 8, f"Das ist Blatt {number}. Auf ihm steht die Zahl {number * 111}.")
    pdf.output(folder / name)
    return read_document(folder / name, folder, max_bytes=10**7)


def write_pdf(folder: Path, name: str = "num.pdf") -> Document:
    """Writes the file and gives the document that is read from it."""
    pdf = FPDF(format="A5")
    pdf.set_title("Zahlen des NUM")
    for heading, text in PAGES:
        pdf.add_page()
        pdf.set_font("Helvetica", "B", 18)
        pdf.cell(0, 14, heading, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", "", 12)
        pdf.multi_cell(0, 8, text)
    pdf.output(folder / name)
    return read_document(folder / name, folder, max_bytes=10**7)
