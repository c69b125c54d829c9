"""A receipt changes with everything that an answer depends on, and with nothing else."""

import json
from dataclasses import replace

import pytest

from qa.receipt import digest, receipt

_PARTS = {
    "models": {"encoder": "e5", "language_model": "qwen"},
    "index": "abc",
    "prompt": "Frage: Wann?",
    "reply": "2020 [1]\nIm Jahr 2020.",
    "threshold": 0.5,
}


def test_a_receipt_is_plain_json_and_the_same_each_time(make_evidence) -> None:
    evidence = [make_evidence("Das Netzwerk entstand 2020.")]
    one, other = (receipt(**_PARTS, evidence=evidence) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)
    assert list(one) == [
        "models", "index", "documents", "prompt", "evidence", "reply", "decoding", "threshold", "versions",
    ]  # fmt: skip
    assert one["models"] == {"encoder": "e5", "language_model": "qwen"}
    assert "llama-cpp-python" in one["versions"]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("models", {"encoder": "e5", "language_model": "smollm"}),
        ("index", "abd"),
        ("prompt", "Frage: Wo?"),
        ("reply", "2021 [1]\nIm Jahr 2021."),
        ("threshold", 0.7),
    ],
)
def test_each_part_shows_in_its_own_place(part: str, value: object, make_evidence) -> None:
    evidence = [make_evidence("Das Netzwerk entstand 2020.")]
    before = receipt(**_PARTS, evidence=evidence)
    after = receipt(**{**_PARTS, part: value}, evidence=evidence)
    assert {name for name in before if before[name] != after[name]} == {part}


@pytest.mark.parametrize("change", [{"document": "other.txt"}, {"start": 1}, {"quote": "Das Netzwerk entstand 2021."}])
def test_other_evidence_shows(change: dict[str, object], make_evidence) -> None:
    item = make_evidence("Das Netzwerk entstand 2020.")
    before = receipt(**_PARTS, evidence=[item])
    assert receipt(**_PARTS, evidence=[replace(item, **change)])["evidence"] != before["evidence"]


def test_a_digest_is_short_and_of_the_bytes() -> None:
    assert digest("") == "e3b0c44298fc1c14"
    assert digest("Förderung") != digest("Forderung")


def test_the_documents_show_by_path_with_the_hash_of_their_text(make_document) -> None:
    documents = [make_document("Zwei.", path="b.txt"), make_document("Eins.", path="a.txt")]
    shown = receipt(**_PARTS, evidence=[], documents=documents)["documents"]
    assert shown == {"a.txt": digest("Eins."), "b.txt": digest("Zwei.")}
    assert list(shown) == ["a.txt", "b.txt"]
