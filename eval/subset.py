"""A few questions that stand for the whole set."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from eval.types import Item


def standalone(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that lean on no conversation before."""
    return tuple(item for item in items if not item.history)


def stratified(items: Sequence[Item], size: int, *, seed: int = 0) -> tuple[Item, ...]:
    """`size` of the items, in their order: languages and statuses in proportion, kinds spread evenly.

    The same items, size and seed give the same subset. All items, if there are no more. Every language and status
    keeps at least one question, as far as `size` goes.
    """
    if size >= len(items):
        return tuple(items)
    strata: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in sorted(range(len(items)), key=lambda at: (items[at].kind, _drawn(items[at].id, seed), items[at].id)):
        strata[items[at].language, items[at].status].append(at)
    members = [strata[name] for name in sorted(strata)]
    start = _drawn("start", seed)
    chosen = [at for of, wanted in zip(members, _shares([len(m) for m in members], size), strict=True)
              for at in _spread(of, wanted, start)]  # fmt: skip
    return tuple(items[at] for at in sorted(chosen))


def _shares(sizes: Sequence[int], total: int) -> list[int]:
    """`total` split in proportion, rounded by largest remainder after one for each, the largest first."""
    shares = [0] * len(sizes)
    for at in sorted(range(len(sizes)), key=lambda at: (-sizes[at], at))[:total]:
        shares[at] = 1
    while sum(shares) < total:
        behind = [size * total / sum(sizes) - share if share < size else -1.0
                  for size, share in zip(sizes, shares, strict=True)]  # fmt: skip
        shares[max(range(len(sizes)), key=lambda at: (behind[at], -at))] += 1
    return shares


def _spread(members: Sequence[int], wanted: int, start: float) -> list[int]:
    """`wanted` of the members at even distances, the first at this share of a distance."""
    return [members[int((at + start) * len(members) / wanted)] for at in range(wanted)]


def _drawn(name: str, seed: int) -> float:
    """A number in [0, 1) that the name and the seed decide; 0.5, the middle, without a seed."""
    if not seed:
        return 0.5
    return int.from_bytes(hashlib.sha256(f"{seed} {name}".encode()).digest()[:6], "big") / 2**48
