"""A PDF of two pages as the index reads it."""

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
