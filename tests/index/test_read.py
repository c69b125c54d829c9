import datetime
import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.read import SUFFIXES, read_document
from index.segment import sentences

ORIGINALS = Path(__file__).parents[3] / "shared" / "documents"
GERMAN = "Die Förderung des Netzes beträgt 200 Mio. € – „größer“ als gedacht. Über 37 Häuser nehmen teil."


def read(folder: Path, name: str, content: str | bytes):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, folder)


def original(start: str):
    found = sorted(ORIGINALS.glob(f"{start}_*.txt"))
    if not found:
        pytest.skip("the original press releases are not beside this checkout")
    return read_document(found[0], ORIGINALS)


def test_a_document_is_identified_by_its_path_in_the_folder(tmp_path):
    document = read(tmp_path, "unter/ordner/Netz_der Kliniken.txt", "Kurz.")
    assert document.path == "unter/ordner/Netz_der Kliniken.txt"
    assert document.id == hashlib.sha256(document.path.encode()).hexdigest()[:16]
    assert document.title == "Netz der Kliniken"
    assert (document.published, document.publisher, document.pages) == (None, None, ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_german_text_comes_out_right_in_every_usual_encoding(tmp_path, encoding):
    assert read(tmp_path, "a.txt", GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize("text", ["Straße", "Kurz: äh", "résumé naïve – it’s £5", "Fördermittel für Köln"])
def test_a_few_words_in_windows_1252_come_out_right(tmp_path, text):
    assert read(tmp_path, "a.txt", text.encode("cp1252")).text == text


def test_another_script_is_not_taken_for_windows_1252(tmp_path):
    text = "Сеть объединяет все университетские клиники страны и существует с апреля 2020 года."
    assert read(tmp_path, "a.txt", text.encode("cp1251")).text == text


def word_file(path: Path, build) -> bytes:
    import docx

    document = docx.Document()
    build(document)
    document.save(path)
    return path.read_bytes()


def pdf_file(path: Path, pages: list[list[str]], *, password: str = "", **metadata: str) -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for name, value in metadata.items():
        getattr(pdf, f"set_{name}")(value)
    if password:
        pdf.set_encryption(owner_password="owner", user_password=password)
    for lines in pages:
        pdf.add_page()
        for line in lines:
            if line:
                pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
            else:
                pdf.ln(5)
    pdf.output(str(path))
    return path.read_bytes()


def failures(folder: Path) -> dict[str, tuple[str, bytes, str]]:
    page = pdf_file(folder / "a.pdf", [["Ein Satz."]])
    word = word_file(folder / "a.docx", lambda d: d.add_paragraph("Ein Satz."))
    return {
        "empty": ("a.txt", b"", "empty"),
        "blank": ("a.txt", b" \n\n ", "no text"),
        "binary": ("a.txt", bytes(range(256)) * 4, "binary"),
        "a picture": ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(100), "binary"),
        "a PDF as text": ("a.txt", page, "binary"),
        "unsupported": ("a.xlsx", b"x", "not supported"),
        "no suffix": ("README", b"x", "not supported"),
        "an encrypted PDF": (
            "b.pdf",
            pdf_file(folder / "b.pdf", [["Ein Satz."]], password="geheim"),
            "encrypted",
        ),
        "half a PDF": ("c.pdf", page[:200], "damaged"),
        "no PDF": ("c.pdf", b"Ein Satz.", "damaged"),
        "a PDF without text": ("d.pdf", pdf_file(folder / "d.pdf", [[]]), "no text"),
        "half a DOCX": ("c.docx", word[: len(word) // 2], "damaged"),
        "no DOCX": ("c.docx", b"Ein Satz.", "damaged"),
        "an encrypted DOCX": ("d.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "encrypted"),
        "a DOCX without text": ("e.docx", word_file(folder / "e.docx", lambda d: None), "no text"),
        "a zip that is no DOCX": ("f.docx", b"PK\x05\x06" + bytes(18), "damaged"),
        "HTML without text": ("a.html", b"<html><body><script>1</script></body></html>", "no text"),
        "empty HTML": ("a.htm", b"  ", "no text"),
    }


def test_every_file_that_cannot_be_read_says_why(tmp_path):
    for what, (name, data, reason) in failures(tmp_path).items():
        with pytest.raises(ReadError, match=reason):
            print(what, read(tmp_path, name, data))  # noqa: T201


def test_an_oversized_or_missing_file_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Ein Satz.")
    with pytest.raises(ReadError, match="9 bytes; 8 are allowed"):
        read_document(tmp_path / "a.txt", tmp_path, max_bytes=8)
    with pytest.raises(ReadError, match="no such file"):
        read_document(tmp_path / "b.txt", tmp_path)
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(ReadError, match="not a file"):
        read_document(tmp_path / "c.txt", tmp_path)


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_read(tmp_path):
    inside, outside = tmp_path / "documents", tmp_path / "geheim.txt"
    inside.mkdir()
    outside.write_text("Geheim.")
    (inside / "a.txt").write_text("Offen.")
    (inside / "b.txt").symlink_to(outside)
    (inside / "c.txt").symlink_to(inside / "a.txt")
    with pytest.raises(ReadError, match="outside"):
        read_document(inside / "b.txt", inside)
    with pytest.raises(ReadError, match="outside"):
        read_document(inside / ".." / "geheim.txt", inside)
    assert read_document(inside / "c.txt", inside).path == "c.txt"


MARKDOWN = """\
---
publisher: Beispielbüro
date: 2024-05-01
---
# Netz der *Kliniken*

Die **Forschungs-
infrastruktur** wächst, siehe [die Seite](https://example.org/a_b) und <https://example.org/c>.
Sie kostet `200` Mio. Euro.

## Ziele

- Daten teilen
- Forschung
  stärken

2. Versorgung

| Phase | Zeit | Mittel |
| --- | --- | --- |
| erste | 2020 bis 2021 | 150 Mio. Euro |

| Name | Wert |
| --- | --- |
| Standorte | 37 |

Musterallee 20\\
53175 Bonn
"""


def test_markdown_is_read_without_its_markup(tmp_path):
    document = read(tmp_path, "a.md", MARKDOWN)
    assert document.text.split("\n\n") == [
        "Netz der Kliniken",
        "Die Forschungsinfrastruktur wächst, siehe die Seite (https://example.org/a_b) und https://example.org/c."
        " Sie kostet 200 Mio. Euro.",
        "Ziele",
        "- Daten teilen",
        "- Forschung stärken",
        "2. Versorgung",
        "Phase | Zeit | Mittel",
        "erste | 2020 bis 2021 | 150 Mio. Euro",
        "Name: Wert",
        "Standorte: 37",
        "Musterallee 20",
        "53175 Bonn",
    ]
    assert (document.title, document.publisher, document.published) == (
        "Netz der Kliniken",
        "Beispielbüro",
        "2024-05-01",
    )


HTML = """<!doctype html><html lang="de"><head><title>Netz wächst | Büro</title>
<meta property="og:site_name" content="Beispielbüro">
<meta property="article:published_time" content="2024-05-01T10:00:00+02:00"></head>
<body><nav><a href="/">Startseite</a></nav><article><h1>Netz wächst</h1>
<p>Die <b>Förderung</b> des <a href="https://example.org">Netzes</a> beträgt
200&nbsp;Mio. Euro. Beteiligt sind alle Stand&shy;orte der Universitätsmedizin in Deutschland.</p>
<h2>Ziele</h2><ul><li>Daten teilen</li><li><p>Forschung stärken</p></li></ul>
<table><tr><th>Phase</th><th>Zeit</th><th>Mittel</th></tr>
<tr><td>erste</td><td>2020</td><td>150 Mio. Euro</td></tr>
</table><p>Musterallee 20<br>53175 Bonn</p></article><script>alert("x")</script></body></html>"""


def test_html_gives_the_main_text_with_lists_tables_and_metadata(tmp_path):
    document = read(tmp_path, "a.html", HTML)
    assert document.text.split("\n\n") == [
        "Netz wächst",
        "Die Förderung des Netzes beträgt 200 Mio. Euro."
        " Beteiligt sind alle Standorte der Universitätsmedizin in Deutschland.",
        "Ziele",
        "- Daten teilen",
        "- Forschung stärken",
        "Phase | Zeit | Mittel",
        "erste | 2020 | 150 Mio. Euro",
        "Musterallee 20",
        "53175 Bonn",
    ]
    assert (document.title, document.publisher, document.published, document.language) == (
        "Netz wächst",
        "Beispielbüro",
        "2024-05-01",
        "de",
    )


def test_html_in_windows_1252_is_read_as_it_declares(tmp_path):
    source = f'<html><head><meta charset="iso-8859-1"></head><body><p>{GERMAN}</p></body></html>'
    assert read(tmp_path, "a.htm", source.encode("cp1252")).text == GERMAN


def test_an_address_in_place_of_html_is_not_fetched(tmp_path, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: pytest.fail("something was fetched"))
    assert read(tmp_path, "a.html", "https://example.org/a").text == "https://example.org/a"


def test_html_without_a_date_has_none_and_without_main_text_gives_its_body(tmp_path):
    document = read(tmp_path, "a.html", "<body><div>Founded on April 1, 2020, the network <i>grows</i>.</div></body>")
    assert document.text == "Founded on April 1, 2020, the network grows."
    assert document.published is None


def test_word_paragraphs_lists_and_tables_come_in_the_order_of_the_document(tmp_path):
    def build(document):
        document.core_properties.title = ""
        document.add_heading("Netz der Kliniken", level=0)
        document.add_paragraph("Herausgeber: Beispielbüro")
        document.add_paragraph("Bonn, 1. Mai 2024\nPM 03/2024")
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table._cells, ["Phase", "Zeit", "Mittel", "erste", "2020", "150 Mio. Euro"], strict=True):
            cell.text = text
        document.add_paragraph("Daten teilen", style="List Bullet")
        document.add_paragraph("Das Netz wächst. Es bleibt.")

    document = read(tmp_path, "a.docx", word_file(tmp_path / "b.docx", build))
    assert document.text.split("\n\n") == [
        "Netz der Kliniken",
        "Herausgeber: Beispielbüro",
        "Bonn, 1. Mai 2024",
        "PM 03/2024",
        "Phase | Zeit | Mittel",
        "erste | 2020 | 150 Mio. Euro",
        "- Daten teilen",
        "Das Netz wächst. Es bleibt.",
    ]
    assert (document.title, document.publisher, document.published) == (
        "Netz der Kliniken",
        "Beispielbüro",
        "2024-05-01",
    )


def test_word_properties_count_where_the_text_says_nothing_but_not_those_of_the_template(tmp_path):
    def stated(document):
        document.core_properties.title = "Bericht"
        document.core_properties.author = "Beispielbüro"
        document.core_properties.created = datetime.datetime(2024, 5, 1)
        document.add_paragraph("The network grows.")

    document = read(tmp_path, "a.docx", word_file(tmp_path / "c.docx", stated))
    assert (document.title, document.publisher, document.published) == (
        "Bericht",
        "Beispielbüro",
        "2024-05-01",
    )
    bare = read(tmp_path, "b.docx", word_file(tmp_path / "c.docx", lambda d: d.add_paragraph("Es wächst.")))
    assert (bare.publisher, bare.published) == (None, None)


PAGES = [
    [
        "Netz der Kliniken wird fortgesetzt",
        "",
        "Bonn, 1. Mai 2024",
        "",
        "Das Netz verbindet alle Kliniken des Landes und baut die Forschungs-",
        "infrastruktur der Medizininformatik-",
        "Initiative aus. Es wurde in den Jahren 2018-",
        "2022 gegründet und erhält nun insgesamt mehr als zweihundert Millionen für",
        "Seite 1 von 2",
    ],
    ["alle seine Standorte in Deutschland.", "", "Es bleibt auf Dauer.", "Seite 2 von 2"],
]


def test_a_pdf_is_mended_across_its_pages_and_keeps_their_ranges(tmp_path):
    data = pdf_file(tmp_path / "b.pdf", PAGES, author="Beispielbüro")
    document = read(tmp_path, "a.pdf", data)
    assert document.text.split("\n\n") == [
        "Netz der Kliniken wird fortgesetzt",
        "Bonn, 1. Mai 2024",
        "Das Netz verbindet alle Kliniken des Landes und baut die Forschungsinfrastruktur der"
        " Medizininformatik-Initiative aus. Es wurde in den Jahren 2018-2022 gegründet und erhält nun"
        " insgesamt mehr als zweihundert Millionen für alle seine Standorte in Deutschland.",
        "Es bleibt auf Dauer.",
    ]
    second = document.text.index("alle seine")
    assert [(p.number, p.start, p.end) for p in document.pages] == [
        (1, 0, second),
        (2, second, len(document.text)),
    ]
    assert document.page_at(second - 1) == 1
    assert document.page_at(second) == 2
    assert (document.title, document.publisher, document.published) == (
        "Netz der Kliniken wird fortgesetzt",
        "Beispielbüro",
        "2024-05-01",
    )


def test_running_heads_of_a_pdf_do_not_cut_its_sentences(tmp_path):
    towns = ["Bonn", "Mainz", "Kiel", "Jena"]
    pages = [
        [
            "Example Office - Report 7",
            "",
            f"{last} and all its partners.",
            "",
            f"The network connects {town} with",
            f"Page {n}",
        ]
        for n, (last, town) in enumerate(zip(["Ulm", *towns], towns, strict=False), start=1)
    ]
    text = read(tmp_path, "a.pdf", pdf_file(tmp_path / "b.pdf", pages)).text
    assert text.count("Example Office - Report 7") == 1
    assert "Page" not in text
    assert "The network connects Mainz with Mainz and all its partners." in text


def test_figures_that_differ_from_page_to_page_are_no_running_heads(tmp_path):
    pages = [[f"The phase cost {n}50 million euros.", "", f"It had {n + 5} sites."] for n in range(1, 6)]
    text = read(tmp_path, "a.pdf", pdf_file(tmp_path / "b.pdf", pages)).text
    assert all(f"cost {n}50 million" in text and f"had {n + 5} sites" in text for n in range(1, 6))


def test_the_creation_date_of_a_pdf_counts_only_where_its_text_has_none(tmp_path):
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_creation_date(datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC))
    pdf.set_font("Helvetica", size=11)
    pdf.add_page()
    pdf.cell(text="Das Netz wurde am 1. April 2020 von allen gegründet. Es bleibt.")
    pdf.output(str(tmp_path / "a.pdf"))
    assert read_document(tmp_path / "a.pdf", tmp_path).published == "2024-05-01"


def test_the_older_original_is_whole_again():
    document = original("000")
    assert document.title.startswith("Deutsche Hochschulmedizin begrüßt") and document.title.endswith("Förderphase")
    assert "Arbeit der Medizininformatik-Initiative (MII) in der auslaufenden" in document.text
    assert "jüngst mit insgesamt 200 Mio. Euro bewilligt. „Die weitere" in document.text
    assert (document.published, document.publisher, document.language) == (None, None, "de")
    paragraphs = document.text.split("\n\n")
    assert len(paragraphs) == 9
    assert all(paragraph[-1] in ".“" for paragraph in paragraphs[1:])
    quotes = [document.text[s.start : s.end] for s in sentences(document.text, "de")]
    assert any(q.startswith("Auf dem Symposium") and q.endswith("von 2018 bis 2022 gezogen.") for q in quotes)
    assert any("1. Vorsitzender des Verbands" in q and q.endswith("einer Medaille.") for q in quotes)


def test_the_newer_original_keeps_its_letterhead_apart():
    document = original("002")
    assert document.text.split("\n\n")[:9] == [
        "Godesberger Allee 20",
        "53175 Bonn",
        "Telefon 0228 99 5402-0",
        "Fax 0228 99 5402-150",
        "presse@gwk-bonn.de",
        "<http://www.gwk-bonn.de>",
        "Pressemitteilung",
        "Schwerin/Bonn, 19. Februar 2026",
        "PM 03/2026",
    ]
    assert document.title.startswith("Stärkung der Zusammenarbeit") and document.title.endswith("verstetigt.")
    assert (document.published, document.language) == ("2026-02-19", "de")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(), st.sampled_from([".txt", ".md", ".html"]))
def test_whatever_is_read_is_nfc_in_tidy_paragraphs(tmp_path, text, suffix):
    try:
        document = read(tmp_path, f"a{suffix}", text.encode("utf-8", "ignore"))
    except ReadError:
        return
    assert suffix in SUFFIXES
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\n" not in document.text.replace("\n\n", "")
    assert not any(p != p.strip() or not p for p in document.text.split("\n\n"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_no_bytes_raise_anything_but_a_read_error(tmp_path, data, suffix):
    try:
        read(tmp_path, f"a{suffix}", data)
    except ReadError as error:
        assert str(error)
