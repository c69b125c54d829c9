from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.commands.options import OWN_SET
from eval.sets import read_set
from eval.subset import stratified
from eval.types import Item

ITEMS = st.lists(
    st.tuples(st.sampled_from(["de", "en"]), st.sampled_from(["answered", "not_in_documents"]), st.sampled_from("abc")),
    min_size=1,
    max_size=60,
).map(lambda rows: [Item(str(n), language, "?", kind, status) for n, (language, status, kind) in enumerate(rows)])


@given(ITEMS, st.integers(1, 70))
def test_it_has_the_size_and_the_order(items, size):
    chosen = stratified(items, size)
    assert len(chosen) == min(size, len(items))
    assert [int(item.id) for item in chosen] == sorted({int(item.id) for item in chosen})
    assert chosen == stratified(items, size)


@given(ITEMS, st.integers(1, 70), st.integers(1, 9))
def test_another_seed_chooses_others_in_the_same_proportions(items, size, seed):
    chosen, usual = stratified(items, size, seed=seed), stratified(items, size)
    assert chosen == stratified(items, size, seed=seed)
    assert [int(item.id) for item in chosen] == sorted({int(item.id) for item in chosen})
    strata = [Counter((item.language, item.status) for item in of) for of in (chosen, usual)]
    assert strata[0] == strata[1]


def test_ten_seeds_choose_ten_subsets():
    items = read_set(OWN_SET)
    assert len({stratified(items, 24, seed=seed) for seed in range(10)}) == 10


@given(ITEMS, st.integers(4, 70))
def test_no_language_and_no_status_is_left_out(items, size):
    chosen = stratified(items, size)
    assert {(item.language, item.status) for item in chosen} == {(item.language, item.status) for item in items}


@pytest.mark.parametrize("size", [20, 40])
def test_of_the_set_that_ships_it_keeps_the_proportions_and_most_kinds(size):
    items = read_set(OWN_SET)
    chosen = stratified(items, size)
    for status, count in Counter(item.status for item in items).items():
        found = sum(item.status == status for item in chosen)
        assert found == pytest.approx(count * size / len(items), abs=1.6)
    assert abs(2 * sum(item.language == "de" for item in chosen) - size) <= 2
    assert len({item.kind for item in chosen}) >= 0.75 * len({item.kind for item in items})
