from dataclasses import replace

from eval.squad import document_of
from eval.stored import append_answer, read_answers
from eval.types import Place, Recorded
from qa.types import Timings

DOCUMENTS = {"ä.md": document_of("ä.md", "Ä", "Es sind 200 Mio. Euro\u2028heute.", "de")}


def test_an_answer_comes_back_as_it_was(tmp_path, answer_with):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("ä.md", "Es sind 200 Mio. Euro\u2028heute.", "200 Mio. Euro")])
    answer = replace(answer, nearest=answer.claims[0].citations, receipt={"seed": 1})
    first = Recorded(answer, (Place("ä.md", 0, 29), Place("ä.md", 3, 5)))
    second = Recorded(replace(answer, language="en", status="not_in_documents", claims=()), ())
    file = tmp_path / "answers.jsonl"
    assert append_answer(file, "ä", first) == first
    assert append_answer(file, "b", second) == second
    assert read_answers(file) == {"ä": first, "b": second}


def test_what_is_rounded_on_the_way_is_known_at_once(tmp_path, answer_with):
    answer = answer_with("", DOCUMENTS, status="not_in_documents", confidence=0.123456789)
    answer = replace(answer, seconds=Timings(0.123456789, 1 / 3, 2 / 3))
    file = tmp_path / "answers.jsonl"
    kept = append_answer(file, "a", Recorded(answer, ()))
    assert kept == read_answers(file)["a"]
    assert (kept.answer.confidence, kept.answer.seconds) == (0.1235, Timings(0.123, 0.333, 0.667))


def test_answers_of_before_evidence_was_kept_can_be_read(tmp_path, answer_with):
    file = tmp_path / "answers.jsonl"
    append_answer(file, "a", Recorded(answer_with("", DOCUMENTS, status="not_in_documents"), None))
    line = file.read_text(encoding="utf-8").replace(', "evidence": null', "")
    file.write_text(line, encoding="utf-8")
    assert read_answers(file)["a"].evidence is None


def test_no_file_holds_no_answers(tmp_path):
    assert read_answers(tmp_path / "answers.jsonl") == {}
