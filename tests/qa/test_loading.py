"""Garbage waits while libraries and models load, and no longer."""

import gc

import pytest

from qa.loading import without_garbage_collection


@pytest.fixture(autouse=True)
def collector_on():
    gc.enable()
    yield
    gc.enable()


def test_garbage_is_collected_again_afterwards_also_where_loading_failed():
    with pytest.raises(OSError, match="no such model"), without_garbage_collection():
        assert not gc.isenabled()
        raise OSError("no such model")
    assert gc.isenabled()


def test_a_program_that_had_switched_the_collector_off_finds_it_off():
    gc.disable()
    with without_garbage_collection():
        pass
    assert not gc.isenabled()
