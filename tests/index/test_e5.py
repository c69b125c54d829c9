"""The packed encoder is read exactly, unpacked once and whole, and ranks German and English sensibly."""

import hashlib
import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index import e5
from index.bundled import Asset, Part
from index.e5_format import dequantise, read_packed, tensor
from index.errors import ModelError
from index.paths import cache_folder

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁Euro", "▁Mio", ".", "200", "▁fi", "<mask>"]
HIDDEN, FEED_FORWARD = 32, 64


def q4(weights: np.ndarray) -> bytes:
    """Whole numbers from -8 to 7 as Q4_0 blocks of scale 0.5, packed one weight at a time."""
    blocks = b""
    for block in weights.reshape(-1, 32):
        nibbles = [int(weight) + 8 for weight in block]
        blocks += struct.pack("<e", 0.5) + bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))
    return blocks


def packed_file() -> tuple[bytes, dict[str, np.ndarray]]:
    """A packed encoder of one small layer, and the float32 tensors it stands for."""
    random = np.random.default_rng(1)
    d, ff = HIDDEN, FEED_FORWARD
    quantised = {"emb.word": (len(PIECES), d), "l0.fi.w": (ff, d), "l0.fo.w": (d, ff)}
    quantised |= {f"l0.{name}.w": (d, d) for name in ("q", "k", "v", "ao")}
    plain = {"emb.pos": (16, d), "emb.type": (2, d), "emb.ln.w": (d,), "emb.ln.b": (d,), "l0.fi.b": (ff,)}
    plain |= {f"l0.{name}.b": (d,) for name in ("q", "k", "v", "ao", "aln", "fo", "oln")}
    plain |= {"l0.aln.w": (d,), "l0.oln.w": (d,)}
    numbers = {name: random.integers(-8, 8, shape) for name, shape in quantised.items()}
    tensors = {name: random.normal(size=shape).astype(np.float32) for name, shape in plain.items()}
    stored = {name: (1, q4(values)) for name, values in numbers.items()}
    stored |= {name: (0, values.tobytes()) for name, values in tensors.items()}
    tensors |= {name: values.astype(np.float32) * 0.5 for name, values in numbers.items()}

    texts = [piece.encode() for piece in PIECES]
    head = b"E5S1" + struct.pack("<I7ifi", 1, d, 1, 2, ff, len(PIECES), 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    head += struct.pack(f"<{len(PIECES) + 1}I", *np.cumsum([0, *map(len, texts)]))
    head += struct.pack(f"<{len(PIECES)}f", *(-float(n) for n in range(len(PIECES)))) + b"".join(texts)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20) + struct.pack("<i", len(stored))
    offset = len(head) + sum(2 + len(name) + 21 for name in stored)
    for name, (kind, data) in stored.items():
        entry = struct.pack("<BIQQ", kind, tensors[name].size, offset, len(data))
        head += struct.pack("<H", len(name)) + name.encode() + entry
        offset += len(data)
    return head + b"".join(data for _, data in stored.values()), tensors


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder in which the small encoder has arrived in the place of the real one."""
    data, _ = packed_file()
    digest = hashlib.sha256(data).hexdigest()
    monkeypatch.setattr(e5, "E5", Asset("small.bin", (Part("none", "none"),), len(data), digest))
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "small.bin").write_bytes(data)
    return tmp_path


def test_a_block_of_four_bit_weights_is_read_in_order() -> None:
    weights = np.arange(64) % 16 - 8
    np.testing.assert_array_equal(dequantise(q4(weights)), weights * 0.5)


def test_every_tensor_is_read_as_it_was_packed() -> None:
    data, tensors = packed_file()
    packed = read_packed(data)
    assert (packed.hidden, packed.layers, packed.heads, packed.positions) == (HIDDEN, 1, 2, 16)
    for name, expected in tensors.items():
        np.testing.assert_array_equal(tensor(packed, name, *expected.shape), expected)


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(ModelError, match="magic"):
        read_packed(b"GGUF" + bytes(100))


def test_the_weights_get_the_names_of_a_bert_model(cache: Path) -> None:
    _, tensors = packed_file()
    weights = load_file(e5.unpack(cache) / "model.safetensors")
    layer = "encoder.layer.0."
    np.testing.assert_array_equal(weights[f"{layer}intermediate.dense.weight"], tensors["l0.fi.w"])
    np.testing.assert_array_equal(weights[f"{layer}output.dense.weight"], tensors["l0.fo.w"])
    np.testing.assert_array_equal(weights[f"{layer}attention.output.LayerNorm.bias"], tensors["l0.aln.b"])
    assert not weights["pooler.dense.weight"].any(), "the same on every load"


def test_the_tokenizer_cleans_as_the_original_does(cache: Path) -> None:
    tokenizer = Tokenizer.from_file(str(e5.unpack(cache) / "tokenizer.json"))
    # a non-breaking space, a line break, a control character, a ligature
    assert tokenizer.encode("200\u00a0Mio.\n \x01Euro").tokens == [*("<s>", "▁", "200", "▁Mio", ".", "▁Euro", "</s>")]
    assert tokenizer.encode("\ufb01").tokens == ["<s>", "▁fi", "</s>"]
    assert tokenizer.encode("").tokens == ["<s>", "</s>"]


def test_it_is_unpacked_once(cache: Path) -> None:
    folder = e5.unpack(cache)
    written = (folder / "model.safetensors").stat().st_ino
    (cache / "models" / "small.bin").unlink()
    assert e5.unpack(cache) == folder
    assert (folder / "model.safetensors").stat().st_ino == written


def test_a_copied_folder_is_taken_by_its_content(cache: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(e5.unpack(cache), tmp_path / "copied", copy_function=shutil.copyfile)
    assert e5.is_whole(copied)


@pytest.mark.parametrize("damage", ["truncated", "changed", "missing", "no manifest", "half a manifest"])
def test_a_damaged_folder_is_never_used_but_written_anew(cache: Path, damage: str) -> None:
    folder = e5.unpack(cache)
    weights, manifest = folder / "model.safetensors", folder / "manifest.json"
    whole = weights.read_bytes()
    match damage:
        case "truncated":
            weights.write_bytes(whole[:-10])
        case "changed":
            weights.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case "missing":
            weights.unlink()
        case "no manifest":
            manifest.unlink()
        case "half a manifest":
            manifest.write_text(manifest.read_text()[:50])
    assert not e5.is_whole(folder)
    assert (e5.unpack(cache) / "model.safetensors").read_bytes() == whole
    assert e5.is_whole(folder)


def test_an_interrupted_unpacking_leaves_no_model(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(e5, "_write_manifest", interrupted)
        e5.unpack(cache)
    assert not (cache / "models" / e5.NAME).exists()
    assert e5.is_whole(e5.unpack(cache))
    assert not list((cache / "models").glob("*.writing-*"))


def test_another_source_is_unpacked_anew(cache: Path) -> None:
    folder = e5.unpack(cache)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"source": "another"}))
    assert not e5.is_whole(folder)


@pytest.mark.slow
def test_the_real_encoder_finds_across_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(e5.unpack(cache_folder())), device="cpu", local_files_only=True)
    passages = [
        "Das Netzwerk umfasst 37 Universitätskliniken in ganz Deutschland.",
        "The ministry funds the second phase with 200 million euros.",
        "Die Sprecherin der Initiative ist Professorin an der Universität Leipzig.",
        "Tomorrow it will rain in the north.",
    ]
    questions = [
        ("Wie viele Kliniken machen mit?", 0),
        ("How many hospitals take part?", 0),
        ("Mit wie viel Geld wird die zweite Phase gefördert?", 1),
        ("How much money is there for phase two?", 1),
        ("Wer spricht für die Initiative?", 2),
        ("Who is the spokesperson of the initiative?", 2),
        ("Wie wird das Wetter?", 3),
    ]
    found = model.encode(passages, prompt_name="passage")
    asked = model.encode([question for question, _ in questions], prompt_name="query")
    assert found.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (asked @ found.T).argmax(axis=1).tolist() == [best for _, best in questions]
    assert model.max_seq_length == 512
