"""The HTTP API."""

import json
import socket
import threading
import time
from concurrent.futures import Future
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from index.errors import ModelError, QuestionError
from index.reasons import Cause
from qa.line import WAITING
from qa.serialise import answer_json
from qa.settings import Settings
from tests.web.fake_assistant import FakeAssistant
from web.api import api_routes
from web.crowd import Crowd
from web.opening import open_in_background
from web.server import create_app
from web.texts import ENGLISH, GERMAN

QUESTION = "Wie hoch ist die Förderung?"


@pytest.fixture
def client():
    def over(opening, address="http://127.0.0.1:7860"):
        return TestClient(create_app(opening, Settings()), base_url=address)

    return over


def opened(assistant):
    future = Future()
    future.set_result(assistant)
    return future


def test_ask_answers_like_every_other_face(client):
    assistant = FakeAssistant()
    response = client(opened(assistant)).post("/api/ask", json={"question": QUESTION})
    assert response.status_code == 200
    assert response.json() == answer_json(assistant.ask(QUESTION))


def test_history_reaches_the_assistant(client):
    assistant = FakeAssistant()
    turn = {"question": "Was ist die MII?", "answer": "Eine Initiative."}
    client(opened(assistant)).post("/api/ask", json={"question": QUESTION, "history": [turn]})
    assert [(one.question, one.answer) for one in assistant.history] == [tuple(turn.values())]


def test_threshold_reaches_the_assistant(client):
    assistant = FakeAssistant()
    body = client(opened(assistant)).post("/api/ask", json={"question": QUESTION, "threshold": 0.7}).json()
    assert (assistant.threshold, body["receipt"]["threshold"]) == (0.7, 0.7)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "x" * 2001},
        {"question": "x", "k": 3},
        {"question": "x", "history": [{}]},
        {"question": "x", "threshold": 1.5},
    ],
)
def test_what_is_no_question_is_refused(client, body):
    assert client(opened(FakeAssistant())).post("/api/ask", json=body).status_code == 422


@pytest.mark.parametrize("question", ["  ", "x" * 1001])
def test_a_question_that_nobody_could_answer_is_the_asker_s_mistake(client, question):
    assistant = FakeAssistant()
    assistant.stream = lambda *_, **__: (_ for _ in ()).throw(QuestionError("The question is empty."))
    response = client(opened(assistant)).post("/api/ask", json={"question": question})
    assert response.status_code == 422


def test_health_tells_when_the_models_are_there_and_ask_waits_for_them(client):
    loaded = threading.Event()
    http = client(open_in_background(lambda: (loaded.wait(10), FakeAssistant())[1]))
    assert http.get("/api/health").json() == {"ready": False}
    threading.Timer(0.2, loaded.set).start()
    assert http.post("/api/ask", json={"question": QUESTION}).status_code == 200
    assert http.get("/api/health").json() == {"ready": True}


def test_models_that_cannot_be_loaded_give_the_reason(client):
    failed = Future()
    failed.set_exception(ModelError(Cause.NO_GGUF, "model.gguf"))
    http = client(failed)
    assert http.get("/api/health").json() == {"ready": False}
    response = http.post("/api/ask", json={"question": QUESTION})
    assert (response.status_code, response.json()["detail"]) == (
        503,
        "the file model.gguf is no GGUF file; name a language model in the GGUF format",
    )


def test_a_site_that_points_its_name_here_reads_nothing(client):
    http = client(opened(FakeAssistant()), "http://rebound.example")
    assert http.post("/api/ask", json={"question": QUESTION}).status_code == 400
    assert http.get("/").status_code == 400


def test_page_may_load_from_nowhere_else_and_tells_nothing_of_gradio_s_api(client):
    http = client(opened(FakeAssistant()))
    response = http.get("/")
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http:" not in policy and "https:" not in policy
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert "swagger" not in http.get(path).text.lower()


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), (None, 200)]
)
def test_another_web_site_cannot_ask_or_change_anything_through_a_visitor(client, site, status):
    headers = {"Sec-Fetch-Site": site} if site else {}
    http = client(opened(FakeAssistant()))
    assert http.post("/api/ask", json={"question": QUESTION}, headers=headers).status_code == status
    assert http.get("/files/original?document=x", headers=headers).status_code == (403 if status == 403 else 404)
    assert http.get("/", headers={**headers, "Sec-Fetch-Mode": "navigate"}).status_code == 200


def call(url, question):
    """Asks over a connection of its own, and leaves it open."""
    body = json.dumps({"question": question}).encode()
    head = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    connection = socket.create_connection((urlsplit(url).hostname, urlsplit(url).port))
    connection.sendall(f"{head}\r\n\r\n".encode() + body)
    return connection


def soon(condition):
    """Whether it holds before long; a busy machine may take its time."""
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


@pytest.mark.parametrize("gone", [0, 1])
def test_a_caller_that_hangs_up_is_not_answered_and_the_other_is(serve_page, gone):
    questions = [QUESTION, "How many sites are there?"]
    assistant = FakeAssistant(pace=0.1, one_at_a_time=True)
    url = serve_page(lambda: assistant)
    callers = [call(url, question) for question in questions]
    assert soon(lambda: sorted(assistant.asked) == sorted(questions))
    callers[gone].close()
    assert " 200 " in callers[1 - gone].recv(1 << 20).decode()
    assert soon(lambda: assistant.cancelled == [questions[gone]])


def test_a_caller_that_hangs_up_while_the_models_load_is_never_searched_for(serve_page):
    assistant = FakeAssistant(pace=0.1)
    loaded = threading.Event()
    url = serve_page(lambda: (loaded.wait(30), assistant)[1])
    caller = call(url, QUESTION)
    time.sleep(1)
    caller.close()
    time.sleep(2)
    loaded.set()
    caller = call(url, "How many sites are there?")
    assert " 200 " in caller.recv(1 << 20).decode()
    assert assistant.cancelled == [] and assistant.asked == ["How many sites are there?"]


def test_with_too_many_before_it_a_question_is_turned_away():
    crowd = Crowd()
    app = FastAPI()
    app.include_router(api_routes(opened(FakeAssistant()), crowd))
    before = [crowd.join() for _ in range(WAITING + 1)]
    response = TestClient(app).post("/api/ask", json={"question": QUESTION})
    assert response.status_code == 503
    assert response.json()["detail"] == f"{WAITING} questions are waiting already; ask again in a minute"
    for one in before:
        crowd.leave(one)
    assert TestClient(app).post("/api/ask", json={"question": QUESTION}).status_code == 200
    assert crowd.ahead(crowd.join()) == 0


@pytest.mark.parametrize(
    ("locale", "question", "texts"),
    [("de-DE", "Wie viele Standorte?", GERMAN), ("en-GB", "How many sites are there?", ENGLISH)],
)
def test_who_asks_in_the_page_waits_behind_who_asked_through_the_api(serve_page, open_page, locale, question, texts):
    url = serve_page(lambda: FakeAssistant(pace=60, one_at_a_time=True))
    page = open_page(url, locale=locale)
    caller = call(url, QUESTION)
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator("#current .state")).to_contain_text(texts.ahead_one)
    caller.close()
    expect(page.locator("#current .state")).to_contain_text(texts.writing)
    page.keyboard.press("Escape")
    expect(page.locator("#current .state")).to_contain_text(texts.stopped)
