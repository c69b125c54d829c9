"""What of key words is the answer itself, in both languages."""

import pytest

from qa.bare import bare
from qa.question import analyse


@pytest.mark.parametrize(
    ("question", "quote", "key", "answer"),
    [
        ("Wann begann es?", "Am 8. Februar 2007 begann es.", "Am 8. Februar 2007", "8. Februar 2007"),
        ("When did it begin?", "It began on 8 February 2007.", "on 8 February 2007", "8 February 2007"),
        ("In welcher Region liegt es?", "Es liegt im Westen des Landes.", "im Westen", "Westen"),
        ("Wo wurde es gezeigt?", "Gezeigt wurde es bei der Messe Nord.", "bei der Messe Nord", "Messe Nord"),
        ("Where was it shown?", "It was shown at the North Fair.", "at the North Fair", "North Fair"),
        ("Wie viele Punkte gab es?", "Am Ende waren es 11 Punkte.", "11 Punkte", "11"),
        ("How many points were there?", "In the end there were 11 points.", "11 points", "11"),
        ("Wie viele Häuser gibt es?", "Es gibt zwölf große Häuser.", "zwölf große Häuser", "zwölf große Häuser"),
        ("How many sites are there?", "There are twelve large sites.", "twelve large sites", "twelve large sites"),
        ("Wann endet es?", "Es gilt bis Ende 2021.", "bis Ende 2021", "bis Ende 2021"),
        ("When does it end?", "It runs until the end of 2021.", "until the end of 2021", "until the end of 2021"),
        ("Von wann bis wann lief es?", "Es lief von 2018 bis 2022.", "von 2018 bis 2022", "von 2018 bis 2022"),
        ("Why was it founded?", "It was founded to help.", "to help", "to help"),
        ("Wo liegt es?", "Es liegt in", "in", "in"),
        ("Wer fördert es?", "Das Amt (BMBF) fördert.", "Das Amt (BMBF", "Das Amt (BMBF)"),
        ("Who funds it?", "The office (BMBF) does.", "The office (BMBF", "The office (BMBF)"),
        ("Wo tagt sie?", "Sie tagt in Bonn und Köln.", "in Bonn und Köln.", "Bonn und Köln"),
        ("Where does it meet?", "It meets in Bonn and Cologne.", "in Bonn and Cologne.", "Bonn and Cologne"),
        ("Wer trägt es?", "Das trägt die TMF e. V.", "die TMF e. V.", "die TMF e. V."),
        ("Wie heißt es?", "Es trägt den Namen „Haus am See“.", "„Haus am See“", "Haus am See"),
        ("What is it called?", 'It is called "House on the Lake".', '"House on the Lake"', "House on the Lake"),
        ("Wie heißen sie?", "Sie heißen „Nord“ und „Süd“.", "„Nord“ und „Süd“", "„Nord“ und „Süd“"),
        ("Wo steht das?", "Es steht in „Haus und Hof“.", "in „Haus und Hof“", "Haus und Hof"),
        ("Wie teuer ist es?", "Es kostet 200 Mio.", "200 Mio.", "200 Mio."),
    ],
)
def test_what_the_question_says_already_is_left_out(
    question: str, quote: str, key: str, answer: str, make_evidence
) -> None:
    asked = analyse(question)
    start = quote.index(key)
    span = bare((start, start + len(key)), make_evidence(quote, asked.language), asked)
    assert quote[slice(*span)] == answer
