"""Documents that want to be more than text."""

from pathlib import Path

from fpdf import FPDF

from index.read import read_document
from index.types import Document

MARKUP = (
    "img:not([src^='files/page?']), script, iframe, style, svg, a:not([href^='files/original?']), "
    "[onclick], [onerror], [onload], [onmouseover]"
)
"""What such a document must not become: elements that the page itself has none of."""


def hostile_text(address: str) -> str:
    return (
        f"<img src={address}/img onerror=\"alert('img')\"><script>alert('script')</script>"
        f"<svg onload=alert(1)><iframe src='{address}/frame'></iframe>"
        f'"><a href="javascript:alert(2)">Klick</a> \' onmouseover=\'alert(3) '
        f"![bild]({address}/markdown) [verweis](javascript:alert(4)) <{address}/auto> "
        "${alert(5)} {{constructor}} `+alert(6)+` </q></aside><style>*{display:none}</style> &lt;b&gt;"
    )


def write_hostile_pdf(folder: Path, name: str, address: str, text: str) -> Document:
    """Writes a PDF with this text, a hostile title and a link over it all; gives the document that is read from it."""
    pdf = FPDF(format="A5")
    pdf.set_title(hostile_text(address))
    pdf.add_page()
    pdf.set_font("Helvetica", "", 10)
    pdf.multi_cell(0, 6, text)
    pdf.link(0, 0, pdf.w, pdf.h, f"{address}/link")
    pdf.output(folder / name)
    return read_document(folder / name, folder, max_bytes=10**7)
