import json
from dataclasses import replace

import pytest

from eval.answers import ask_probes, choose_probes, judge, result_json, summary
from eval.squad import read_squad_files
from eval.types import Interval
from qa.types import Span

GERMAN = {
    "Die Panthers gaben nur 308 Punkte ab.\nIhr Trainer war Ron Rivera.": [
        ("q1", "Wie viele Punkte gaben die Panthers ab?", "308"),
        ("q2", "Wer war der Trainer der Panthers?", "Ron Rivera"),
    ],
    "Warschau liegt an der Weichsel.\nDie Stadt wurde im Krieg zerstört.": [
        ("q3", "An welchem Fluss liegt Warschau?", "Weichsel"),
    ],
    "Nikola Tesla wurde in Smiljan geboren.": [("q4", "Wo wurde Nikola Tesla geboren?", "Smiljan")],
}
ENGLISH = {
    "The Panthers gave up just 308 points.\nTheir coach was Ron Rivera.": [
        ("q1", "How many points did the Panthers give up?", "308"),
        ("q2", "Who was the coach of the Panthers?", "Ron Rivera"),
    ],
    "Warsaw lies on the Vistula.": [("q3", "On which river does Warsaw lie?", "Vistula")],
    "Martin Luther was born in Eisleben.": [("q9", "Where was Martin Luther born?", "Eisleben")],
}


def write_squad(file, paragraphs):
    contexts = [
        {
            "context": context,
            "qas": [
                {"id": id_, "question": text, "answers": [{"text": a, "answer_start": context.index(a)}]}
                for id_, text, a in questions
            ],
        }
        for context, questions in paragraphs.items()
    ]
    file.write_text(json.dumps({"data": [{"title": "All", "paragraphs": contexts}]}), encoding="utf-8")
    return file


@pytest.fixture
def files(tmp_path):
    return read_squad_files(
        [write_squad(tmp_path / "xq.de.json", GERMAN), write_squad(tmp_path / "xq.en.json", ENGLISH)]
    )


@pytest.fixture
def documents(files):
    return {p.document.path: p.document for file in files for p in file}


def test_only_questions_of_the_first_file_are_asked_each_with_its_translation(files):
    probes = choose_probes(files, sample=None, seed=1, unanswerable=0)
    assert [probe.id for probe in probes] == ["q1", "q2", "q3", "q4"]
    assert [probe.twins for probe in probes] == [
        ("xq.en/000-00-All.txt",),
        ("xq.en/000-00-All.txt",),
        ("xq.en/000-01-All.txt",),
        (),
    ]
    assert all(probe.answerable for probe in probes)


def test_the_gold_paragraph_and_its_translation_are_hidden(files, line_assistant, documents):
    probes = choose_probes(files, sample=None, seed=1, unanswerable=1)
    assistant = line_assistant(documents.values())
    results = list(ask_probes(assistant, probes))
    hidden = dict(zip([probe.id for probe in probes], [asked[2] for asked in assistant.asked], strict=True))
    assert hidden["q1"] == ("xq.de/000-00-All.txt", "xq.en/000-00-All.txt")
    assert hidden["q4"] == ("xq.de/000-02-All.txt",)
    for result in results:
        cited = {c.document for claim in result.answer.claims for c in claim.citations}
        assert not cited & set(result.probe.hidden)


def test_the_share_is_exact_and_the_seed_decides(files):
    first = choose_probes(files, sample=4, seed=5, unanswerable=0.5)
    assert sum(not probe.answerable for probe in first) == 2
    assert first == choose_probes(files, sample=4, seed=5, unanswerable=0.5)
    assert any(first != choose_probes(files, sample=4, seed=s, unanswerable=0.5) for s in range(6, 12))
    assert len(choose_probes(files, sample=3, seed=5, unanswerable=0.5)) == 3
    few = choose_probes(files, sample=3, seed=5, unanswerable=0.5, among=lambda probes: probes[2:])
    assert [probe.id for probe in few] == ["q3", "q4"]


def test_a_question_that_occurs_twice_is_asked_once_and_either_answer_is_gold(tmp_path):
    twice = write_squad(
        tmp_path / "a.json",
        {
            "Das NUM begann 2020.": [("a", "Wann begann es?", "2020")],
            "Die MII begann 2018.": [("b", "Wann  begann es?", "2018"), ("a", "Was noch?", "MII")],
        },
    )
    (probe,) = choose_probes(read_squad_files([twice]), sample=None, seed=0, unanswerable=0)
    assert [gold.text for gold in probe.golds] == ["2020", "2018"]
    assert probe.homes == ("a/000-00-All.txt", "a/000-01-All.txt")


def test_questions_without_answer_in_the_data_count_towards_the_share(tmp_path):
    file = tmp_path / "b.json"
    qas = [{"id": str(i), "question": f"Frage {i}?", "answers": [], "is_impossible": True} for i in range(2)]
    qas += [
        {"id": str(i), "question": f"Frage {i}?", "answers": [{"text": "NUM", "answer_start": 4}]} for i in range(2, 4)
    ]
    file.write_text(json.dumps({"data": [{"paragraphs": [{"context": "Das NUM begann.", "qas": qas}]}]}))
    probes = choose_probes(read_squad_files([file]), sample=None, seed=0, unanswerable=0.5)
    assert [probe.answerable for probe in probes] == [False, False, True, True]


@pytest.fixture
def probe(files):
    return choose_probes(files, sample=None, seed=1, unanswerable=0)[0]


HOME, TWIN = "xq.de/000-00-All.txt", "xq.en/000-00-All.txt"
SENTENCE = "Die Panthers gaben nur 308 Punkte ab."


@pytest.mark.parametrize(
    ("path", "quote", "hit"),
    [
        (HOME, SENTENCE, True),
        (HOME, "nur 308 Punkte", True),
        (HOME, "Ihr Trainer war Ron Rivera.", False),
        (TWIN, "Their coach was Ron Rivera.", True),
        ("xq.de/000-01-All.txt", "Warschau liegt an der Weichsel.", False),
    ],
)
def test_source_hit_is_the_gold_sentence_or_the_translated_paragraph(probe, documents, answer_with, path, quote, hit):
    result = judge(probe, answer_with("308", documents, [(path, quote, None)]), documents)
    assert result.source_hit is hit


def test_only_the_first_citation_decides(probe, documents, answer_with):
    quotes = [(HOME, "Ihr Trainer war Ron Rivera.", None), (HOME, SENTENCE, None)]
    assert not judge(probe, answer_with("308", documents, quotes), documents).source_hit


def test_the_key_span_is_what_matches_and_else_the_text(probe, documents, answer_with):
    with_span = judge(probe, answer_with("Es waren 308.", documents, [(HOME, SENTENCE, "308")]), documents)
    without = judge(probe, answer_with("Es waren 308.", documents, [(HOME, SENTENCE, None)]), documents)
    assert (with_span.exact_match, with_span.token_f1) == (1.0, 1.0)
    assert (without.exact_match, without.token_f1) == (0.0, 0.5)


def test_a_refusal_counts_zero(probe, documents, answer_with):
    refused = answer_with("308", documents, status="not_in_documents")
    result = judge(probe, refused, documents)
    assert (result.exact_match, result.token_f1, result.source_hit, result.refused) == (0.0, 0.0, False, True)


def test_the_summary_follows_its_definitions(files, documents, answer_with):
    probes = choose_probes(files, sample=None, seed=1, unanswerable=0)
    probes = [*probes[:2], *(replace(probe, hidden=probe.homes) for probe in probes[2:])]
    bent = answer_with("Ron Rivera", documents, [(HOME, "Ihr Trainer war Ron Rivera.", None)], confidence=0.8)
    bent = replace(bent, claims=(replace(bent.claims[0], citations=bent.claims[0].citations * 2),))
    wrong = replace(bent.claims[0].citations[0], quote="Ihr Trainer war")
    bent = replace(bent, claims=(replace(bent.claims[0], citations=(bent.claims[0].citations[0], wrong)),))
    answers = [
        answer_with("", documents, status="not_in_documents", confidence=0.4),
        bent,
        answer_with("", documents, status="not_in_documents", confidence=0.5),
        answer_with("Smiljan", documents, [(HOME, SENTENCE, None)], confidence=0.3),
    ]
    figures = summary([judge(p, a, documents) for p, a in zip(probes, answers, strict=True)])
    values = {name: f.value if isinstance(f, Interval) else f for name, f in figures.items()}
    assert values == {
        "questions": 4,
        "em": 0.5,
        "f1": 0.5,
        "source_hit": 0.5,
        "verbatim_quotes": pytest.approx(2 / 3),
        "false_answers": 0.5,
        "false_refusals": 0.5,
        "auroc": 0.75,
        "seconds": 4.0,
    }


def test_without_unanswerable_questions_their_figures_are_undefined(files, documents, answer_with):
    probes = choose_probes(files, sample=None, seed=1, unanswerable=0)
    refusal = answer_with("", documents, status="not_in_documents")
    figures = summary([judge(probe, refusal, documents) for probe in probes])
    nothing = Interval(None, None, None)
    assert figures["false_answers"] == figures["auroc"] == figures["verbatim_quotes"] == nothing
    assert figures["false_refusals"].value == 1.0
    assert summary([])["em"] == nothing


def test_what_is_kept_of_a_question_can_be_read_without_the_run(probe, documents, answer_with):
    answer = answer_with("308", documents, [(HOME, SENTENCE, "308")])
    kept = json.loads(json.dumps(result_json(judge(probe, answer, documents))))
    assert {name: kept[name] for name in ("id", "answerable", "golds", "given", "em", "source_hit")} == {
        "id": "q1",
        "answerable": True,
        "golds": ["308"],
        "given": "308",
        "em": 1.0,
        "source_hit": True,
    }
    assert Span(**kept["answer"]["claims"][0]["answer_spans"][0]).text == "308"
