"""HTML: the main text without the page around it, and what the page says about itself."""

import re
from copy import deepcopy
from functools import cache

import htmldate
import trafilatura
from lxml.etree import LxmlError, _Element
from lxml.html import HTMLParser, document_fromstring
from trafilatura.settings import DEFAULT_CONFIG

from index.errors import ReadError
from index.read.characters import clean
from index.read.content import Content, from_paragraphs
from index.read.dates import parse_date
from index.read.encoding import decode
from index.read.markup import paragraphs_of
from index.reasons import Cause

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHARE_OF_MAIN_TEXT = 0.3


def read_html(data: bytes) -> Content:
    """Main text, title, publisher and date. Raises ReadError for what is no HTML. Fetches nothing."""
    source = _XML_DECLARATION.sub("", _decode(data))
    if not source.strip():
        return Content("")
    try:
        tree = document_fromstring(source, parser=HTMLParser(remove_comments=True))
    except (LxmlError, ValueError) as exc:
        raise ReadError(Cause.HTML, str(exc)) from exc
    paragraphs = _main_text(tree)
    heading = next((text for h1 in tree.iter("h1") if (text := " ".join(h1.text_content().split()))), None)
    if heading and clean(heading) not in (clean(paragraph) for paragraph in paragraphs):
        paragraphs.insert(0, heading)
    title = _meta(tree, "og:title") or heading or tree.findtext(".//head/title")
    return Content(
        from_paragraphs(paragraphs),
        title=_tidy(title),
        publisher=_tidy(_meta(tree, "og:site_name", "publisher", "dc.publisher", "citation_publisher")),
        author=_tidy(_meta(tree, "author", "dc.creator", "article:author")),
        published=_published(source, tree),
    )


def _decode(data: bytes) -> str:
    if match := _CHARSET.search(data[:2048]):
        try:
            return data.decode(match[1].decode("ascii").lower().replace("iso-8859-1", "cp1252"))
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def _main_text(tree: _Element) -> list[str]:
    """Trafilatura's choice; the whole body where that is empty or next to nothing of a page."""
    body = tree.find("body")
    whole = paragraphs_of(body if body is not None else tree)
    # A tree and not its source: a source that is nothing but an address would be fetched.
    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, config=_config()
    )
    if found is None or found.body is None:
        return whole
    main = paragraphs_of(found.body, extracted=True)
    return main if _length(main) >= _SHARE_OF_MAIN_TEXT * _length(whole) else whole


@cache
def _config() -> object:
    """Trafilatura's settings, but short pages are taken as they are instead of being flattened."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
    config["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    return config


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


def _meta(tree: _Element, *names: str) -> str | None:
    for name in names:
        for meta in tree.iter("meta"):
            key = meta.get("property") or meta.get("name") or ""
            if key.lower() == name and (content := (meta.get("content") or "").strip()):
                return content
    return None


def _tidy(text: str | None) -> str | None:
    return " ".join(clean(text).split()) or None if text else None


def _published(source: str, tree: _Element) -> str | None:
    """The date in the page's own markup, as precise as it stands there; never a guess."""
    found = htmldate.find_date(deepcopy(tree), original_date=True, extensive_search=False)
    date = parse_date(found) if found else None
    if date is None:
        return None
    year, month, day = date.split("-")
    if re.search(
        rf"{date}|{year}{month}{day}|\b{int(day)}\.|\b{day}[./-]{month}[./-]{year}|\b{int(day)},? {year}",
        source,
    ):
        return date
    return f"{year}-{month}" if f"{year}-{month}" in source else None
