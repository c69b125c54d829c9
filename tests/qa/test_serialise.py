"""The JSON of an answer: other programs read it, so its shape is pinned to the last key."""

import json
from dataclasses import replace

import pytest

from qa.reasons import Reason
from qa.serialise import SCHEMA, answer_json, answer_of
from qa.types import Answer, Citation, Claim, Span, Timings

CITATION = Citation("a/release.pdf", "Vernetzung", "2022-10", 2, 10, 40, "Die Förderung läuft „weiter“.")
CLAIM = Claim("Sie läuft weiter.", "supported", (CITATION,), (Span("a/release.pdf", 14, 23, "Förderung"),))
ANSWER = Answer(
    question="Läuft sie?",
    language="de",
    status="answered",
    text="Sie läuft weiter.",
    claims=(CLAIM,),
    confidence=0.876543,
    nearest=(),
    seconds=Timings(0.0512345, 1.5, 2.25),
    receipt={"models": {"encoder": "e5"}, "index": "abc"},
)


def test_the_shape_of_an_answer() -> None:
    assert (
        json.dumps(answer_json(ANSWER), ensure_ascii=False, indent=1)
        == """{
 "schema": 3,
 "question": "Läuft sie?",
 "language": "de",
 "status": "answered",
 "answer": "Sie läuft weiter.",
 "confidence": 0.8765,
 "claims": [
  {
   "text": "Sie läuft weiter.",
   "status": "supported",
   "citations": [
    {
     "document": "a/release.pdf",
     "title": "Vernetzung",
     "published": "2022-10",
     "page": 2,
     "start": 10,
     "end": 40,
     "quote": "Die Förderung läuft „weiter“."
    }
   ],
   "answer_spans": [
    {
     "document": "a/release.pdf",
     "start": 14,
     "end": 23,
     "text": "Förderung"
    }
   ],
   "reason": ""
  }
 ],
 "nearest": [],
 "seconds": {
  "search": 0.051,
  "first_token": 1.5,
  "total": 2.25
 },
 "receipt": {
  "models": {
   "encoder": "e5"
  },
  "index": "abc"
 }
}"""
    )


def test_the_nearest_sentences_of_a_refusal_have_the_shape_of_citations() -> None:
    refused = Answer("Budget?", "en", "not_in_documents", "No.", (), 0.1, (CITATION,), Timings(0.1, 0.2, 0.2), {})
    shape = answer_json(refused)
    assert shape["claims"] == []
    assert shape["nearest"] == answer_json(ANSWER)["claims"][0]["citations"]


def test_the_shape_has_a_version() -> None:
    assert answer_json(ANSWER)["schema"] == SCHEMA == 3


def test_only_plain_values_come_out() -> None:
    shape = answer_json(ANSWER)
    assert json.loads(json.dumps(shape)) == shape


def test_what_is_written_is_read_back() -> None:
    rounded = replace(ANSWER, confidence=0.8765, seconds=Timings(0.051, 1.5, 2.25))
    refused = replace(rounded, status="not_in_documents", claims=(), nearest=(CITATION,))
    for answer in (rounded, refused):
        assert answer_of(json.loads(json.dumps(answer_json(answer)))) == answer


def test_a_reason_is_an_english_sentence_and_read_back_for_both_languages() -> None:
    claim = replace(CLAIM, reason=Reason("figure_not_in_quote", ("900\u00a0000 Euro",)))
    shape = answer_json(replace(ANSWER, claims=(claim,)))
    assert shape["claims"][0]["reason"] == "the figure '900\\xa0000 Euro' is not in the quote"
    (back,) = answer_of(json.loads(json.dumps(shape))).claims
    assert back == claim
    assert back.reason is not None
    assert back.reason.said("de") == "die Angabe „900\u00a0000 Euro“ steht nicht im Zitat"


@pytest.mark.parametrize("schema", [1, 2])
def test_answers_of_earlier_schemas_and_lines_of_a_batch_are_read(schema: int) -> None:
    assert answer_of({"id": 7, **answer_json(ANSWER), "schema": schema}).claims == ANSWER.claims


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"schema": 99}, "schema is 99"),
        ({"schema": None}, "schema is None"),
        ({"answer": None}, "answer: "),
        ({"status": "certain"}, "status: "),
        ({"claims": [{"text": "ohne alles"}]}, "claims.0.status: "),
        ({"claims": "keine"}, "claims: "),
        ({"claims": [{**answer_json(ANSWER)["claims"][0], "reason": 7}]}, "claims.0.reason: "),
        ({"receipt": None}, "receipt: "),
    ],
)
def test_what_is_no_answer_is_named(change: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        answer_of({**answer_json(ANSWER), **change})
