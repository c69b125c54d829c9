"""An adapter as the GGUF file that llama.cpp reads; what to read off the states it leads to is kept with it."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gguf import GGUFReader, GGUFWriter
from numpy.typing import NDArray
from peft import PeftModel

from eval.tune.model import Shape
from qa.types import State

_NAMES = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""What GGUF calls the matrices of a layer."""

_LEARNED = re.compile(r"layers\.(\d+)\.([a-z_.]+)\.lora_([AB])\.")

_VERDICT = "beleg.verdict"


def write_adapter(model: PeftModel, shape: Shape, path: Path, *, verdict: State | None = None) -> None:
    """Write what was learned, in half precision, and the (2 d,) weights of a verdict on a state of width d."""
    writer = GGUFWriter(path, model.config.model_type)
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(shape.alpha))
    if verdict is not None:
        writer.add_array(_VERDICT, [float(weight) for weight in verdict])
    for name, values in _tensors(model):
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def read_verdict(path: Path) -> State:
    """The weights that an adapter was written with."""
    return np.array(GGUFReader(path).fields[_VERDICT].contents(), dtype=np.float32)


def _tensors(model: PeftModel) -> Iterator[tuple[str, NDArray[np.float16]]]:
    for name, values in model.named_parameters():
        if found := _LEARNED.search(name):
            layer, matrix, side = found.groups()
            yield f"blk.{layer}.{_NAMES[matrix]}.weight.lora_{side.lower()}", values.detach().half().numpy()
