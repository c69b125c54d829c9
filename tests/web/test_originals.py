"""The files themselves: only documents are given out, and never for the browser to run."""

from concurrent.futures import Future

import pytest
from fastapi.testclient import TestClient

from qa.settings import Settings
from tests.web.fake_assistant import FakeAssistant, document
from tests.web.pdf_file import write_pdf
from web.server import create_app


@pytest.fixture
def http(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret.txt").write_text("geheim", "utf-8")
    (tmp_path / "docs" / "unread.txt").write_text("nicht gelesen", "utf-8")
    (tmp_path / "docs" / "böse.html").write_text("<script>alert(1)</script>", "utf-8")
    opening = Future()
    known = (write_pdf(tmp_path / "docs"), document("böse.html", "x"), document("gone.pdf", "x"))
    opening.set_result(FakeAssistant(known))
    app = create_app(opening, Settings(documents=tmp_path / "docs"))
    return TestClient(app, base_url="http://127.0.0.1:7860")


def test_original_is_downloaded_and_not_shown(http):
    response = http.get("/files/original", params={"document": "böse.html"})
    assert response.text == "<script>alert(1)</script>"
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["../secret.txt", "unread.txt", "gone.pdf", "", "/etc/passwd", "docs/../num.pdf"])
def test_nothing_else_is_given_out(http, path):
    assert http.get("/files/original", params={"document": path}).status_code == 404
    assert http.get("/files/page", params={"document": path, "number": 1}).status_code == 404


def test_pages_are_pictures(http):
    response = http.get("/files/page", params={"document": "num.pdf", "number": 1})
    assert response.headers["content-type"] == "image/png" and response.content.startswith(b"\x89PNG")
    for document_path, number in (("num.pdf", 9), ("böse.html", 1)):
        assert http.get("/files/page", params={"document": document_path, "number": number}).status_code == 404
