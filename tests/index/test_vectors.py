"""FAISS finds what a direct computation finds."""

import numpy as np
import pytest

from index.errors import IndexStoreError
from index.vectors import FaissIndex


@pytest.fixture
def rows():
    vectors = np.random.default_rng(1).normal(size=(300, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_come_first_with_their_cosines(rows):
    query = rows[:1] + rows[1:2]
    query /= np.linalg.norm(query)
    found, cosines = FaissIndex.build(rows).search(query, 10)
    expected = rows @ query[0]
    assert found.tolist() == np.argsort(-expected)[:10].tolist()
    np.testing.assert_allclose(cosines, expected[found], atol=1e-6)


def test_asking_for_more_than_there_are_gives_all(rows):
    found, cosines = FaissIndex.build(rows[:3]).search(rows[:1], 200)
    assert sorted(found.tolist()) == [0, 1, 2]
    assert len(cosines) == 3


def test_an_empty_index_finds_nothing_whatever_its_dimension(rows):
    found, cosines = FaissIndex.build(np.zeros((0, 1), np.float32)).search(rows[:1], 5)
    assert (len(found), len(cosines)) == (0, 0)


def test_it_is_saved_whole(rows, tmp_path):
    FaissIndex.build(rows).save(tmp_path / "vectors.faiss")
    again = FaissIndex.open(tmp_path / "vectors.faiss")
    assert (again.rows, again.dimension) == (300, 16)
    np.testing.assert_array_equal(again.vectors(), rows)


@pytest.mark.parametrize("content", [b"", b"IxFI", b"no index at all"])
def test_another_file_is_not_taken_for_an_index(content, tmp_path):
    path = tmp_path / "vectors.faiss"
    path.write_bytes(content)
    with pytest.raises(IndexStoreError, match=r"vectors\.faiss"):
        FaissIndex.open(path)


def test_a_place_that_cannot_be_written_is_an_error_that_names_it(rows, tmp_path):
    with pytest.raises(IndexStoreError, match=r"missing.*cannot be written"):
        FaissIndex.build(rows).save(tmp_path / "missing" / "vectors.faiss")
