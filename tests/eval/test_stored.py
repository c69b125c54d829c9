from dataclasses import replace

from eval.squad import document_of
from eval.stored import append_answer, read_answers

DOCUMENTS = {"ä.md": document_of("ä.md", "Ä", "Es sind 200 Mio. Euro\u2028heute.", "de")}


def test_an_answer_comes_back_as_it_was(tmp_path, answer_with):
    answer = answer_with("200 Mio. Euro", DOCUMENTS, [("ä.md", "Es sind 200 Mio. Euro\u2028heute.", "200 Mio. Euro")])
    answer = replace(answer, nearest=answer.claims[0].citations, receipt={"seed": 1})
    file = tmp_path / "answers.jsonl"
    append_answer(file, "ä", answer)
    append_answer(file, "b", replace(answer, language="en", status="not_in_documents", claims=()))
    read = read_answers(file)
    assert list(read) == ["ä", "b"]
    assert read["ä"] == answer


def test_no_file_holds_no_answers(tmp_path):
    assert read_answers(tmp_path / "answers.jsonl") == {}
