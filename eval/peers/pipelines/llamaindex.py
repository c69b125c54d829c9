"""LlamaIndex's starter example with local models: `VectorStoreIndex.from_documents`, `as_query_engine`.

Chunks, number of chunks and prompts are its defaults; the language model's chat template is handed to `LlamaCPP`
as its documentation shows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.workers.serve import serve


class Pipeline:
    """A query engine, once it is opened."""

    def __init__(self) -> None:
        self._engine: Any = None

    def open(
        self,
        *,
        documents: Sequence[Mapping[str, Any]],
        encoder: str,
        model: str,
        threads: int,
        query: str,
        passage: str,
    ) -> None:
        """Index the documents; `query` and `passage` are the encoder's prefixes."""
        from llama_index.core import Document, Settings, VectorStoreIndex  # noqa: PLC0415  # counts as opening
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding  # noqa: PLC0415  # as above
        from llama_index.llms.llama_cpp import LlamaCPP  # noqa: PLC0415  # as above

        Settings.llm = LlamaCPP(
            model_path=model,
            temperature=0.0,
            model_kwargs={"n_threads": threads},
            messages_to_prompt=_chat_prompt,
            completion_to_prompt=_completion_prompt,
            verbose=False,
        )
        Settings.embed_model = HuggingFaceEmbedding(
            model_name=encoder, query_instruction=query, text_instruction=passage, device="cpu"
        )
        read = [Document(text=one["text"], metadata={"file_name": one["path"]}) for one in documents]
        self._engine = VectorStoreIndex.from_documents(read).as_query_engine()

    def answer(self, *, question: str) -> dict[str, Any]:
        """What the query engine responds."""
        response = self._engine.query(question)
        passages = [node.get_content() for node in response.source_nodes]
        return {"text": str(response), "passages": passages, "quotes": []}


def _chat_prompt(messages: Sequence[Any]) -> str:
    """ChatML, which the model was trained with."""
    turns = [f"<|im_start|>{message.role.value}\n{message.content}<|im_end|>\n" for message in messages]
    return "".join(turns) + "<|im_start|>assistant\n"


def _completion_prompt(completion: str) -> str:
    return f"<|im_start|>user\n{completion}<|im_end|>\n<|im_start|>assistant\n"


if __name__ == "__main__":
    pipeline = Pipeline()
    serve({"open": pipeline.open, "answer": pipeline.answer})
