"""What is asked for: the kind of thing, in which language, and which dates the question names."""

import pytest

from qa.question import analyse, question_kind

KINDS = {
    "amount": (
        "Wie viel Geld bekommt das Konsortium?",
        "Wie viel war dem Verbund zugesagt?",
        "Wie viele Millionen Euro stehen bereit?",
        "Wie viele Millionen flossen in das Vorhaben?",
        "Wie hoch ist die Förderung des Zentrums ab 2024?",
        "Wie hoch waren die Kosten des Umbaus?",
        "Mit welcher Summe fördert das Land den Verein?",
        "In welcher Höhe wurde die Förderung bewilligt?",
        "Welche Fördermittel erhielt die Klinik?",
        "Was kostet die Anlage?",
        "Was ist das Budget der Stiftung?",
        "Fördersumme des Projekts?",
        "How much money did the network receive?",
        "How much does the ministry pay for it?",
        "How much was promised to the consortium?",
        "How much funding is there for the second phase?",
        "How large is the budget of the foundation?",
        "How high was the funding in 2021?",
        "How many euros were spent on the archive?",
        "What did the conversion cost?",
        "What amount was granted?",
        "What is the total budget of the project?",
    ),
    "percentage": (
        "Wie viel Prozent trägt das Land?",
        "Wie hoch ist der Anteil der Frauen?",
        "Welchen Anteil übernimmt der Bund?",
        "Zu wie viel Prozent gehört die Gesellschaft der Stadt?",
        "What percentage of the shares does the city hold?",
        "What share of the costs do the states bear?",
        "How many per cent of the hospitals take part?",
        "How high is the share of women?",
    ),
    "count": (
        "Wie viele Kliniken nehmen teil?",
        "In wie vielen Ländern liegen die Standorte?",
        "Mit wie vielen Partnern begann der Verbund?",
        "Wie hoch ist die Zahl der Mitglieder?",
        "Wie viele Millionen Menschen leben dort?",
        "Wie viele Projekte wurden mit 150 Mio. Euro bezahlt?",
        "Was ist die Anzahl der Betten?",
        "How many hospitals belong to it?",
        "In how many states are the members?",
        "What number of projects was funded?",
        "How many projects did the 150 million euros pay for?",
    ),
    "period": (
        "In welchem Zeitraum wurden die 20 Mio. Euro ausgezahlt?",
        "Welche Jahre umfasst die zweite Phase?",
        "Von wann bis wann lief die erste Phase?",
        "Which years does the second phase cover?",
        "What time span did the phase cover?",
        "From when until when did it last?",
    ),
    "date": (
        "Wann wurde der Verein gegründet?",
        "Bis wann läuft die zweite Förderphase?",
        "Seit wann leitet sie das Institut?",
        "Wann hat der Bundestag die Weichen für eine dauerhafte Finanzierung gestellt?",
        "Wann wurde die Website freigeschaltet?",
        "In welchem Jahr kam die Klinik dazu?",
        "An welchem Tag fand die Sitzung statt?",
        "Können Sie mir sagen, wann das Symposium war?",
        "Ist bekannt, seit wann der Verein besteht?",
        "When was the association founded?",
        "In which month and year was the first call put out?",
        "On what date did the members meet?",
        "Since when has she been the chair?",
        "What year did the hospital join?",
        "Can you tell me when the phone line was set up?",
    ),
    "duration": (
        "Wie lange dauert die dritte Phase?",
        "Wie viele Jahre läuft das Vorhaben?",
        "Wie viel Zeit hatten die Konsortien für ihre Konzepte?",
        "Welche Laufzeit hat der Vertrag?",
        "How long does the third phase last?",
        "How much time did the consortia have for their plans?",
        "For how many months is the project funded?",
        "What is the duration of the contract?",
    ),
    "contact": (
        "Wohin schicke ich einen Brief an den Rat?",
        "Where do I send a letter to the council?",
        "Wie lautet die Telefonnummer der Geschäftsstelle?",
        "Unter welcher Nummer ist die Pressestelle zu sprechen?",
        "An welche E-Mail-Adresse kann man schreiben?",
        "Wo ist die Vereinbarung abrufbar?",
        "Wie erreiche ich die Pressestelle?",
        "Wo finde ich die Anschrift des Vereins?",
        "Welche Postleitzahl hat der Sitz?",
        "Faxnummer der Stiftung?",
        "What is the phone number of the office?",
        "Which number can journalists call?",
        "Where can the agreement be downloaded?",
        "How do I reach the press office?",
        "What is the postal code of the seat?",
        "What is the e-mail address of the association?",
    ),
    "person": (
        "Wer leitet das Konsortium?",
        "Wer ist Präsident des Verbands?",
        "Von wem stammt das Zitat über die zwei Seiten der Medaille?",
        "Wessen Aussage steht am Ende?",
        "Welche Ministerin begrüßte den Beschluss?",
        "Wie heißt der Vorsitzende des Vereins?",
        "Who coordinates the consortium?",
        "Who was minister when the network was founded?",
        "To whom does the quote about the medal belong?",
        "Which federal minister welcomed the decision?",
        "What is the name of the deputy speaker?",
    ),
    "place": (
        "Wo sitzt die Geschäftsstelle?",
        "In welcher Stadt tagte der Ausschuss?",
        "In welchem Bundesland liegt die Klinik?",
        "Where is the seat of the company?",
        "In which town did the committee meet?",
    ),
    "reason": (
        "Warum wurde das Netzwerk gegründet?",
        "Wofür werden die 200 Millionen Euro verwendet?",
        "Zu welchem Zweck entstand die Initiative?",
        "Was ist das Ziel der Initiative?",
        "Why was the network founded?",
        "What is the money used for?",
        "For what purpose was the initiative set up?",
    ),
    "yes_no": (
        "Ist der Bund Mitglied der Stiftung?",
        "Hat das Land die Förderung verlängert?",
        "Läuft die dritte Phase noch?",
        "Untersucht das Institut auch, wie Moore entstehen?",
        "Tragen Bund und Länder die Kosten?",
        "Blieb es bei der vorgesehenen Dauer?",
        "Lebten dort damals schon Menschen?",
        "Standen die Mittel bereit?",
        "Gehört die Klinik zum Verein?",
        "Arbeiten dort 46 Menschen?",
        "Und kommen Mittel vom Land?",
        "Is the city a member of the foundation?",
        "Was the second phase extended?",
        "Does the state pay 100 per cent?",
    ),
    "other": (
        "Wer betreibt die Koordinationsstelle?",
        "Kosten der Initiative?",
        "Arten der Förderung",
        "Zeiten der Sprechstunde?",
        "Gefördert wird was?",
        "Beteiligte Standorte?",
        "Nenne die Standorte",
        "Nennen Sie die Standorte des Netzwerks",
        "Gib mir einen Überblick",
        "Who operates the ferry?",
        "Wer ist der Gesellschafter des Unternehmens?",
        "Wer finanziert das Netzwerk zu 100 Prozent?",
        "Wofür steht die Abkürzung GWK?",
        "Was geschieht nach Juni 2025?",
        "Was war das Motto des Symposiums?",
        "Welches Ministerium fördert das Vorhaben?",
        "Was erreichte die Initiative in der ersten Phase?",
        "Ist die Gesellschaft eine GmbH oder ein Verein?",
        "Welche Konsortien gibt es neben MIRACUM?",
        "Who funds the network?",
        "What does GWK stand for?",
        "What happened when the network was founded?",
        "Which problems does the initiative address?",
        "Which hospitals does the network link?",
        "What was the motto of the symposium?",
        "Which ministry received the 200 million euros?",
    ),
}


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, question) for kind, questions in KINDS.items() for question in questions]
)
def test_kind_of_what_is_asked_for(kind: str, question: str) -> None:
    assert question_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Und bis wann? (Wie viel Geld bekommt die Initiative?)", "date"),
        ("Und wer leitet sie? (Wie viele Standorte hat die Initiative?)", "person"),
        ("Und die Stiftung? (Wie viel Geld bekommt die Initiative?)", "amount"),
        ("And when does it end? (How much money does the initiative get?)", "date"),
        ("And where is its seat? (When was the foundation set up?)", "place"),
        ("What about the foundation? (When was the initiative set up?)", "date"),
    ],
)
def test_a_follow_up_asks_for_its_own_kind_if_it_has_one(question: str, kind: str) -> None:
    assert question_kind(question) == kind


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wann wurde das Netzwerk gegründet?", "de"),
        ("When was the network founded?", "en"),
        ("Wie hoch ist das Budget der Charité?", "de"),
        ("How much does the Bundesministerium für Bildung und Forschung pay?", "en"),
        ("Budget NUM GmbH?", "de"),
        ("Was the Netzwerk Universitätsmedizin founded in 2020?", "en"),
        ("Was war das Motto?", "de"),
    ],
)
def test_language_of_a_question(question: str, language: str) -> None:
    assert analyse(question).language == language


@pytest.mark.parametrize(
    ("question", "dates"),
    [
        ("Wie hoch ist die Förderung ab 2023?", ["2023"]),
        ("What was decided on 19 February 2026?", ["2026-02-19"]),
        ("Wie viel Geld gab es von 2018 bis 2022?", ["2018/2022"]),
        ("Wie viele Standorte gab es mit 200 Mio. Euro?", []),
        ("How many sites took part in the end?", []),
    ],
)
def test_dates_that_a_question_names(question: str, dates: list[str]) -> None:
    assert [figure.value for figure in analyse(question).dates] == dates


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Gehören zum Verein acht oder zehn Häuser?", "count"),
        ("Does the club have eight or ten houses?", "count"),
        ("Wurde er 2017 oder 2018 gegründet?", "date"),
        ("Is the grant EUR 20 million or EUR 30 million?", "amount"),
        ("Ist es ein Verein oder eine GmbH?", "other"),
        ("Ist die Initiative ein Teil des Netzwerks?", "yes_no"),
    ],
)
def test_a_question_that_offers_answers_may_be_answered_by_its_own_words(question: str, kind: str) -> None:
    asked = analyse(question)
    assert (asked.kind, asked.offers_answers) == (kind, True)
    assert not analyse(f"Wann? {question}").offers_answers


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Is das Bundesministerium für die Bildung der Länder closed?", "en"),
        ("Ist the Ministry of the Arts and of all the Letters geschlossen?", "de"),
    ],
)
def test_a_language_that_is_known_also_tells_the_kind(question: str, language: str) -> None:
    """Names of the other language were put into these."""
    asked = analyse(question, language=language)
    assert (asked.language, asked.kind) == (language, "yes_no")
    assert asked.offers_answers
