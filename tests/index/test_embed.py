"""The bundled encoder: unit vectors, prefixes, sentences that know their surroundings, both languages."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.index import Index
from index.segment import passages, sentences
from index.segments import inner_spans

pytestmark = pytest.mark.slow
DOCUMENTS = Path(__file__).parents[2] / "documents"
MAX = 50_000_000
TEXT = (
    "Das NUM wurde am 1. April 2020 gegründet. Es verbindet alle Universitätskliniken.\n\n"
    "The network was set up in the pandemic. It is funded by the federal government."
)


@pytest.fixture(scope="module")
def whole():
    """One text of four sentences with its spans."""
    parts = sentences(TEXT, "de")
    (window,) = passages("d", TEXT, parts)
    return window.text, inner_spans(window, parts)


@pytest.fixture(scope="module")
def shipped(encoder, tmp_path_factory):
    index = Index(tmp_path_factory.mktemp("shipped"), encoder)
    index.sync(DOCUMENTS, max_bytes=MAX)
    yield index
    index.close()


@pytest.fixture(scope="module")
def originals(encoder, press_releases, tmp_path_factory):
    index = Index(tmp_path_factory.mktemp("originals"), encoder)
    index.sync(press_releases, max_bytes=MAX)
    yield index
    index.close()


def test_all_vectors_have_unit_length_and_the_number_of_the_sentences(shipped):
    generation = shipped.generation
    assert generation.passage_matrix.dtype == generation.sentence_matrix.dtype == np.float32
    for matrix in (generation.passage_matrix, generation.sentence_matrix, generation.document_matrix):
        np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1, atol=1e-5)
    assert len(generation.sentence_matrix) == len(generation.sentences)
    assert len(generation.passage_matrix) == len(generation.passages)


def test_a_question_has_one_unit_vector(encoder):
    vector = encoder.embed_query("Wann wurde das NUM gegründet?")
    assert (vector.shape, vector.dtype) == ((1, encoder.dimension), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_each_span_has_a_vector_near_to_what_it_says(encoder, whole):
    text, spans = whole
    (encoded,) = encoder.embed_documents([text], [spans])
    assert encoded.span_vectors.shape == (4, encoder.dimension)
    for question, row in [("Wann wurde das NUM gegründet?", 0), ("Who funds the network?", 3)]:
        assert int(np.argmax(encoded.span_vectors @ encoder.embed_query(question)[0])) == row


def test_a_sentence_knows_its_surroundings(encoder, whole):
    text, spans = whole
    (here,) = encoder.embed_documents([text], [spans])
    alone = text[slice(*spans[3])]
    (there,) = encoder.embed_documents([alone], [[(0, len(alone))]])
    assert here.span_vectors[3] @ there.span_vectors[0] < 0.999


def test_a_text_without_spans_and_no_text_at_all(encoder):
    (encoded,) = encoder.embed_documents(["Kurz."], [[]])
    assert encoded.span_vectors.shape == (0, encoder.dimension)
    assert encoder.embed_documents([], []) == []


def test_a_span_behind_what_the_model_can_read_has_a_vector_too(encoder):
    text = "Das Netzwerk wächst weiter. " * 200
    (encoded,) = encoder.embed_documents([text], [[(0, 27), (len(text) - 28, len(text) - 1)]])
    np.testing.assert_allclose(np.linalg.norm(encoded.span_vectors, axis=1), 1, atol=1e-5)


def test_prefixes_are_applied(encoder, whole):
    from index.embed import SentenceEncoder, cache_folder, e5

    bare = SentenceEncoder(e5.unpack(cache_folder()), query_prefix="", passage_prefix="")
    text, spans = whole
    question = "Wann wurde das NUM gegründet?"
    assert encoder.embed_query(question)[0] @ bare.embed_query(question)[0] < 0.999
    (with_prefix,), (without,) = (each.embed_documents([text], [spans]) for each in (encoder, bare))
    assert with_prefix.vector @ without.vector < 0.999
    by_hand = bare.embed_query(f"query: {question}")[0]
    np.testing.assert_allclose(by_hand, encoder.embed_query(question)[0], atol=1e-6)
    (spelled_out,) = bare.embed_documents([f"passage: {text}"], [[(s + 9, e + 9) for s, e in spans]])
    np.testing.assert_allclose(spelled_out.span_vectors, with_prefix.span_vectors, atol=1e-6)
    assert bare.fingerprint != encoder.fingerprint


def test_the_fingerprint_is_the_same_each_time_and_names_the_number_type(encoder):
    from index.embed import SentenceEncoder, cache_folder, e5

    folder = e5.unpack(cache_folder())
    assert SentenceEncoder(folder).fingerprint == encoder.fingerprint
    types = {SentenceEncoder(folder, precision=each).fingerprint for each in ("float32", "bfloat16")}
    assert len(types) == 2


def test_the_narrow_number_type_says_nearly_the_same(encoder, whole):
    from index.embed import SentenceEncoder, cache_folder, e5

    text, spans = whole
    folder = e5.unpack(cache_folder())
    exact, narrow = (SentenceEncoder(folder, precision=each) for each in ("float32", "bfloat16"))
    (one,), (other,) = (each.embed_documents([text], [spans]) for each in (exact, narrow))
    assert one.vector @ other.vector > 0.999
    assert (one.span_vectors * other.span_vectors).sum(axis=1).min() > 0.99


def test_a_question_can_be_embedded_while_documents_are(encoder, whole):
    text, spans = whole
    expected = encoder.embed_query("Wer leitet das NUM?")
    stop, errors = threading.Event(), []

    def ask() -> None:
        try:
            while not stop.is_set():
                np.testing.assert_allclose(encoder.embed_query("Wer leitet das NUM?"), expected, atol=1e-6)
        except BaseException as exc:
            errors.append(exc)

    asking = threading.Thread(target=ask)
    asking.start()
    for _ in range(10):
        encoder.embed_documents([text, text[:40]] * 4, [spans, []] * 4)
    stop.set()
    asking.join()
    assert errors == []


def test_opening_the_encoder_prints_nothing():
    code = "from index.embed import open_encoder; from index.settings import IndexSettings; "
    code += "open_encoder(IndexSettings()).embed_query('Wer?')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=DOCUMENTS.parent, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model"])
def test_a_model_that_is_not_there_is_named(name):
    from index.embed import SentenceEncoder

    with pytest.raises(ModelError, match=name):
        SentenceEncoder(name)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who chairs the GWK?", "Dorothee Bär"),
        ("Wer hat den Vorsitz der GWK?", "Dorothee Bär"),
        ("How many university hospitals work in the NUM?", "37"),
        ("Wann wurde das NUM gegründet?", "2020"),
    ],
)
def test_the_shipped_documents_answer_in_both_languages(question, said, shipped):
    assert any(said in hit.passage.text for hit in shipped.search(question, 3))


@pytest.mark.parametrize("question", ["Wann wurde das NUM gegründet?", "When was the NUM founded?"])
def test_the_original_press_releases_are_found_in_both_languages(question, originals):
    assert any("2020" in hit.passage.text for hit in originals.search(question, 3))
    best = originals.search_sentences(question, 5)
    texts = [originals.document(hit.document_id).text[hit.sentence.start : hit.sentence.end] for hit in best]
    assert any("2020" in text for text in texts)


def test_nothing_of_the_original_press_releases_fails(originals):
    assert originals.failures() == ()
    assert len(originals.documents()) == 2
