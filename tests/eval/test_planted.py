"""The planted errors are errors, the right claims are right, and what checking is credited with is counted right."""

import json
import random
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.commands.planted import planted
from eval.planted import Verdict, figures, judge, make_cases
from eval.planted_errors import Source, plant
from eval.planted_right import right_claims
from eval.squad import document_of
from qa.reasons import Reason
from qa.verify import problem

GERMAN = (
    "Am 19. Februar 2026 sprach Dorothee Bär in Bonn über das NUM. "
    "Die MII bekommt von 2023 bis 2026 rund 200 Mio. Euro. "
    "Es gibt 17 Kliniken und 40 Partner, sagte Falko Mohrs in Berlin. Die Länder zahlen nicht mehr (so die GWK)."
)
ENGLISH = (
    "On 19 February 2026 Dorothee Bär spoke in Bonn about the NUM. The MII receives EUR 200 million from 2023 to 2026. "
    "There are 17 hospitals and 40 partners, said Falko Mohrs in Berlin. The states do not pay any more (says the GWK)."
)
DOCUMENTS = [document_of("de.txt", "", GERMAN, "de"), document_of("en.txt", "", ENGLISH, "en")]
KINDS = {"abbreviation", "date", "exchanged figures", "figure", "name", "negation", "period", "unit"}


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        (
            "Es gab 200 Mio. Euro.",
            "de",
            {"Es gab 200 Millionen Euro.", "Es gab 200.000.000 €."},
        ),
        ("Das war am 1. April 2020.", "de", {"Das war im April 2020.", "It was on 1 April 2020."}),
        ("Bis zu 30 Mio. Euro kamen.", "de", {"The amount is up to EUR 30 million."}),
        ("It had nine sites (in Bonn).", "en", {"It had 9 sites (in Bonn).", "It had nine sites."}),
        ("It got EUR 37 million.", "en", {"It got €37 million.", "Der Betrag ist 37 Millionen Euro."}),
        (
            "It was on 1 April 2020.",
            "en",
            {"It was in April 2020.", "It was on 2020-04-01.", "Das war am 1. April 2020."},
        ),
    ],
)
def test_right_claims_say_the_same_in_other_words(sentence: str, language: str, expected: set[str]) -> None:
    texts = [wording.text for wording in right_claims(sentence, language)]
    assert texts[0] == sentence
    assert expected <= set(texts)
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_kind_of_error_is_planted_once_and_changes_the_claim(language: str) -> None:
    text = GERMAN if language == "de" else ENGLISH
    source = Source(text, frozenset({"Dorothee", "Falko", "Bonn", "Berlin", "Mohrs"}))
    sentences = (
        text.split(". ") if language == "en" else text.replace("19. ", "19.~").replace("Mio. ", "Mio.~").split(". ")
    )
    found = set()
    for seed in range(5):
        for sentence in sentences:
            claim = sentence.replace("~", " ")
            planted = list(plant(claim, language, source, random.Random(seed)))
            assert all(error.text != claim for error in planted)
            assert len({error.kind for error in planted}) == len(planted)
            found |= {error.kind for error in planted}
    assert found >= KINDS


def test_the_same_seed_gives_the_same_cases_and_each_language_its_share() -> None:
    cases = make_cases(DOCUMENTS, limit=50, seed=3)
    assert cases == make_cases(DOCUMENTS, limit=50, seed=3)
    assert {case.language for case in cases} == {"de", "en"}
    assert any(case.error for case in cases) and any(not case.error for case in cases)
    assert all(case.claim != " ".join(case.evidence.quote.split()) for case in cases if case.error)


def test_checking_catches_the_planted_and_lets_the_right_ones_through() -> None:
    verdicts = [v for seed in range(5) for v in judge(make_cases(DOCUMENTS, limit=50, seed=seed), problem)]
    wrong = [(v.case.error, v.case.claim, v.problem) for v in verdicts if not v.right]
    assert wrong == []


def test_shares_are_of_the_claims_that_they_name() -> None:
    cases = make_cases(DOCUMENTS, limit=50, seed=0)
    everything = figures([Verdict(case, Reason("denial"), 0.001) for case in cases])
    nothing = figures([Verdict(case, None, 0.001) for case in cases])
    assert (everything["caught"].value, everything["let_through"].value) == (1, 0)
    assert (nothing["caught"].value, nothing["let_through"].value) == (0, 1)
    assert everything["planted"] + everything["right"] == len(cases)
    assert everything["milliseconds"].value == pytest.approx(1)
    assert everything["caught"].low < 1 == everything["caught"].high


def test_the_command_takes_a_folder_and_squad_files_and_prints_json(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "de.txt").write_text(GERMAN, encoding="utf-8")
    squad = tmp_path / "squad.json"
    paragraph = {"context": ENGLISH, "qas": []}
    squad.write_text(json.dumps({"data": [{"title": "Bonn", "paragraphs": [paragraph]}]}), encoding="utf-8")
    app = typer.Typer()
    app.command()(planted)
    result = CliRunner().invoke(app, [str(squad), "--documents", str(folder), "--json"])
    assert result.exit_code == 0, result.output
    shape = json.loads(result.stdout)
    assert shape["planted"] > 5 and shape["right"] > 5
    assert set(shape["caught"]) == {"value", "low", "high"}
    assert {"de", "en"} <= {key.split(": ")[1].split(" (")[0] for key in shape if key.startswith("caught: ")}
