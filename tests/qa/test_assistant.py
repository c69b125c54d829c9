"""The one door for Python programs: the same answer for everyone who asks, also all at once."""

import threading
from pathlib import Path

import pytest

from index.errors import ModelError, SettingsError
from index.index import Index
from index.reasons import Cause
from index.types import Document
from qa import Answer, Assistant, Found, Written, prompt
from qa.serialise import answer_json
from qa.settings import Settings
from qa.types import Turn

QUESTION = "Mit wie viel Geld wird die Initiative gefördert?"
FUNDING = ("200 Mio. Euro", "Die Initiative wird mit 200 Mio. Euro gefördert.")


def _shape(answer: Answer) -> dict[str, object]:
    return {**answer_json(answer), "seconds": None}


def test_ask_and_stream_come_to_the_same_answer(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    first, *middle, last = assistant.stream(QUESTION)
    assert isinstance(first, Found)
    assert middle
    assert all(isinstance(piece, Written) for piece in middle)
    assert _shape(assistant.ask(QUESTION)) == _shape(last)


def test_models_and_index_are_named_as_in_receipts(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    receipt = assistant.ask(QUESTION).receipt
    assert (receipt["models"], receipt["index"]) == (assistant.models(), assistant.content_hash())
    assert set(assistant.models()) == {"encoder", "language_model"}


def test_eight_threads_at_once_each_get_their_own_answer(assistant_over, make_document) -> None:
    words = ("Adler", "Birke", "Distel", "Eule", "Fichte", "Ginster", "Hase", "Igel")
    documents = [
        make_document(f"Das Projekt {word} begann im Jahr {2010 + number}.", path=f"{word}.txt")
        for number, word in enumerate(words)
    ]

    def script(question: str, quote: str) -> tuple[float, str]:
        asked = question.rstrip("?").split()[-1]
        year = quote.rstrip(".").split()[-1]
        answers = f"Projekt {asked} begann" in quote
        return 400.0 if answers else -400.0, f"ja: {year}\nDas Projekt begann im Jahr {year}."

    assistant = assistant_over(documents, script)
    answers: dict[str, Answer] = {}

    def ask(word: str) -> None:
        answers[word] = assistant.ask(f"Wann begann das Projekt {word}?")

    threads = [threading.Thread(target=ask, args=[word]) for word in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for number, word in enumerate(words):
        assert answers[word].text == f"Das Projekt begann im Jahr {2010 + number}."
        assert answers[word].claims[0].citations[0].document == f"{word}.txt"


def test_a_stream_that_is_left_half_way_does_not_change_the_next(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    expected = _shape(assistant.ask(QUESTION))
    left = assistant.stream(QUESTION)
    assert isinstance(next(left), Found)
    assert isinstance(next(left), Written)
    assert _shape(assistant.ask(QUESTION)) == expected
    left.close()
    assert _shape(assistant.ask(QUESTION)) == expected


def test_a_follow_up_is_understood_from_the_question_before(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    turn = Turn(QUESTION, "Die Initiative wird mit 200 Mio. Euro gefördert.")
    assert assistant.ask("Und bis wann läuft das?", history=[turn]).question == f"Und bis wann läuft das? ({QUESTION})"
    assert assistant.ask("Wann wurde die Initiative gegründet?", history=[turn]).question == (
        "Wann wurde die Initiative gegründet?"
    )


def test_a_question_can_have_a_threshold_of_its_own(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    answers = [assistant.ask(QUESTION, threshold=threshold) for threshold in (None, 0.99, 0.0)]
    assert [answer.status for answer in answers] == ["answered", "not_in_documents", "answered"]
    assert [answer.receipt["threshold"] for answer in answers] == [Settings().threshold, 0.99, 0.0]


@pytest.mark.parametrize("question", [QUESTION, f"{QUESTION.rstrip('?')} im Jahr 2022?"])
def test_what_would_be_read_is_what_is_judged(question: str, assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes(FUNDING))
    read = [prompt.parts(asked.text, item, asked.language) for asked, item in assistant.to_read(question)]
    assert read and not assistant._model.judged
    assistant.judged(question)
    assert sorted(assistant._model.judged) == sorted(read)


@pytest.mark.parametrize("threshold", [-0.1, 1.5, float("nan")])
def test_what_is_no_threshold_is_named(threshold: float, assistant_over, releases, writes) -> None:
    with pytest.raises(SettingsError, match=f"threshold = {threshold}"):
        assistant_over(releases, writes()).ask(QUESTION, threshold=threshold)


def test_documents_can_be_looked_up(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes())
    assert [document.path for document in assistant.documents()] == [
        "release-2022.txt", "release-2026.pdf", "sheet.md",
    ]  # fmt: skip
    assert assistant.document("sheet.md").text == releases[2].text
    with pytest.raises(KeyError):
        assistant.document("no-such.txt")


def test_answers_are_made_with_what_was_corrected(assistant_over, make_document, writes) -> None:
    key = ("im vergangenen Jahr", "Das Zentrum Nordlicht wurde im vergangenen Jahr gegründet.")
    found = make_document(key[1], published="2020-03-01")
    assistant = assistant_over([found], writes(key))
    question = "Wann wurde das Zentrum Nordlicht gegründet?"
    first = next(assistant.stream(question))
    now = assistant.correct(found.path, title="Ein Zentrum", publisher="GWK", date="Februar 2026")
    later, *_, answer = assistant.stream(question)
    for pieces, document in ((first, found), (later, now)):
        (evidence,) = pieces.evidence
        assert (evidence.title, evidence.publisher, evidence.published) == (
            document.title, document.publisher, document.published,
        )  # fmt: skip
    cited = (*answer.nearest, *(one for claim in answer.claims for one in claim.citations))
    assert {(one.title, one.published) for one in cited} == {("Ein Zentrum", "2026-02")}
    assert assistant.corrected() == {found.path}
    assert (assistant.undo_correction(found.path), assistant.corrected()) == (found, frozenset())


def test_conflicts_are_ordered_and_dated_by_what_was_corrected(
    assistant_over, releases, writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.conflicts.NEAR", 1.0)  # the fake encoder's scores lie further apart than real ones
    assistant = assistant_over(releases, writes(("36", "Es sind 36."), ("37", "Es sind 37.")))
    assistant.correct("release-2022.txt", date="März 2026")
    answer = assistant.ask("Wie viele Standorte der Universitätsmedizin beteiligen sich am Netzwerk?")
    assert (answer.status, answer.text) == (
        "conflicting",
        "Die Dokumente unterscheiden sich: 36 (März 2026), 37 (19. Februar 2026).",
    )


def test_passages_are_counted_by_document(assistant_over, releases, writes) -> None:
    counts = assistant_over(releases, writes()).passage_counts()
    assert set(counts) == {one.path for one in releases}
    assert all(counts.values())


def test_search_gives_passages_and_leaves_out_what_is_excluded(assistant_over, releases, writes) -> None:
    assistant = assistant_over(releases, writes())
    texts = {document.id: document.text for document in releases}
    hits = assistant.search("Standorte der Universitätsmedizin", k=2)
    assert len(hits) == 2
    for hit in hits:
        assert texts[hit.passage.document_id][hit.passage.start : hit.passage.end] == hit.passage.text
    kept = assistant.search("Standorte der Universitätsmedizin", exclude=["release-2026.pdf"])
    assert "id-2026" not in {hit.passage.document_id for hit in kept}


def test_open_answers_from_a_folder_and_reports_what_it_could_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_encoder, scripted_model, writes, sure
) -> None:
    folder = tmp_path / "Akten"
    folder.mkdir()
    text = "Bericht\n\nDie Initiative wird von 2023 bis 2026 mit 200 Mio. Euro gefördert.\n"
    (folder / "bericht.txt").write_text(text, encoding="utf-8")
    (folder / "leer.pdf").write_bytes(b"")
    monkeypatch.setattr("qa.assistant._open_encoder", lambda settings: fake_encoder)
    monkeypatch.setattr("qa.assistant.open_model", lambda settings: scripted_model(writes(FUNDING)))
    monkeypatch.setattr("qa.assistant.fitted", lambda: sure)
    assistant = Assistant.open(folder)
    try:
        answer = assistant.ask(QUESTION)
        (cited,) = answer.claims[0].citations
        assert cited.document == "bericht.txt"
        assert assistant.document("bericht.txt").text[cited.start : cited.end] == cited.quote
        assert [failure.path for failure in assistant.failures()] == ["leer.pdf"]
        (folder / "neu.txt").write_text("Etwas Neues.", encoding="utf-8")
        assert assistant.waiting() == ("neu.txt",)
        (folder / "neu.txt").unlink()
        before = assistant.changed()
        assistant.sync()
        assert assistant.changed() == before
        (folder / "bericht.txt").unlink()
        assistant.sync()
        assert assistant.changed() > before
        assert assistant.waiting() == ()
        assert assistant.ask(QUESTION).status == "not_in_documents"
        assert assistant.ask(QUESTION).nearest == ()
    finally:
        assistant.close()


@pytest.mark.parametrize("writer_too", [False, True])
def test_a_model_that_cannot_be_opened_frees_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scripted_model, writes, *, writer_too: bool
) -> None:
    closed = []
    model = scripted_model(writes(FUNDING))
    model.close = lambda: closed.append(True)

    def fail(settings: Settings) -> None:
        raise ModelError(Cause.ENCODER_UNOPENED, "such", "none")

    monkeypatch.setattr("qa.assistant._open_encoder", fail)
    monkeypatch.setattr("qa.assistant.open_model", fail if writer_too else lambda settings: model)
    with pytest.raises(ModelError, match="sentence encoder 'such'"):
        Assistant.open(tmp_path)
    assert closed == ([] if writer_too else [True])


def test_closing_closes_the_model_too(fake_encoder, releases: tuple[Document, ...], scripted_model, writes) -> None:
    closed = []
    model = scripted_model(writes())
    model.close = lambda: closed.append(True)
    Assistant(Index.over(releases, fake_encoder), model, Settings.load()).close()
    assert closed == [True]
