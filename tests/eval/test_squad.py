import json

import pytest

from eval.errors import DataError
from eval.squad import read_squad, read_squad_files


def question(id_, text, *answers, **more):
    golds = [{"text": words, "answer_start": start} for words, start in answers]
    return {"id": id_, "question": text, "answers": golds} | more


@pytest.fixture
def squad(tmp_path):
    def write(name, *paragraphs, title="Super_Bowl 50/51"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        contexts = [{"context": context, "qas": qas} for context, *qas in paragraphs]
        file.write_text(json.dumps({"version": "1.1", "data": [{"title": title, "paragraphs": contexts}]}))
        return file

    return write


GERMAN = "Die Panthers gaben nur 308 Punkte ab. Sie standen in der Liga auf dem sechsten Platz und gewannen oft."
ENGLISH = "The Panthers defense gave up just 308 points, and ranked sixth in the league in that same year."


def test_a_paragraph_is_a_document_of_its_own(squad):
    file = squad("xquad.de.json", (GERMAN, question("q1", "Wie viele Punkte?", ("308", 23))))
    (paragraph,) = read_squad(file)
    document = paragraph.document
    assert (document.path, document.title) == ("xquad.de/000-00-Super_Bowl_50_51.txt", "Super Bowl 50/51")
    assert (document.text, document.language, document.published) == (GERMAN, "de", None)
    (gold,) = paragraph.questions[0].answers
    assert document.text[gold.start : gold.end] == gold.text == "308"
    assert gold.path == document.path


def test_the_language_is_that_of_the_file(squad):
    file = squad("dev.json", (ENGLISH, question("q1", "How many?", ("308", 34))), ("NUM 2020",))
    assert [p.document.language for p in read_squad(file)] == ["en", "en"]


def test_answers_follow_the_text_into_nfc(squad):
    file = squad("a.json", ("Ko\u0308ln und Mu\u0308nchen, Köln", question("q", "Wo?", ("Mu\u0308nchen", 10))))
    (paragraph,) = read_squad(file)
    gold = paragraph.questions[0].answers[0]
    assert (paragraph.document.text[gold.start : gold.end], gold.start) == ("München", 9)


def test_nothing_of_a_text_is_stripped(squad):
    file = squad("a.json", ("  zwei\n\nAbsätze ", question("q", "Was?", ("Absätze", 8))))
    assert read_squad(file)[0].document.text == "  zwei\n\nAbsätze "


def test_questions_that_have_no_answer_stay_without(squad):
    impossible = question("q", "Wer?", is_impossible=True, plausible_answers=[])
    file = squad("a.json", (GERMAN, impossible))
    assert read_squad(file)[0].questions[0].answers == ()


def test_a_context_repeated_for_every_question_is_one_document(squad):
    file = squad(
        "a.json",
        (GERMAN, question("q1", "Wie viele?", ("308", 23))),
        (GERMAN, question("q2", "Welcher Platz?", ("sechsten", 66))),
    )
    (paragraph,) = read_squad(file)
    assert [q.id for q in paragraph.questions] == ["q1", "q2"]
    assert {gold.path for q in paragraph.questions for gold in q.answers} == {paragraph.document.path}


def test_files_of_one_name_do_not_collide_and_a_file_given_twice_counts_once(squad):
    files = [squad("a/dev.json", (GERMAN,)), squad("b/dev.json", (ENGLISH,))]
    read = read_squad_files([*files, files[0]])
    assert [p.document.path.partition("/")[0] for file in read for p in file] == ["dev", "dev~2"]
    assert len({p.document.id for file in read for p in file}) == 2


@pytest.mark.parametrize("content", ["{", "[]", '{"data": [{"paragraphs": [{}]}]}'])
def test_other_formats_are_refused_by_name(tmp_path, content):
    file = tmp_path / "broken.json"
    file.write_text(content)
    with pytest.raises(DataError, match=r"broken\.json"):
        read_squad(file)


def test_an_answer_that_is_not_in_its_paragraph_is_named(squad):
    file = squad("a.json", (GERMAN, question("q7", "Wer?", ("Broncos", 3))))
    with pytest.raises(DataError, match="question q7"):
        read_squad(file)
