"""Libraries and models load faster where nobody looks for garbage meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Garbage waits until the end of this; if the collector was off before, it stays off.

    What an import makes stays, and looking through it again and again took 1.6 of the 9.6 seconds in which Gradio,
    PyTorch and sentence-transformers are imported. Nothing that reads documents should run in here: their garbage
    would pile up.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
