"""Questions of SQuAD's and BEIR's format as items of a question set.

What such data do not say is guessed, as for a table of two columns: the language of a question and its kind.
"""

from collections.abc import Sequence

from eval.answers import Probe, all_probes
from eval.beir import Benchmark
from eval.squad import GoldSpan, Paragraph, gold_sentence
from eval.types import Item, Support, TextGold
from index.query_language import question_language
from index.segment import sentences
from qa.question import question_kind


def squad_items(paragraphs: Sequence[Paragraph]) -> tuple[Item, ...]:
    """Each question once, under its id; the same words asked on several paragraphs are answered by each of them.

    The answers are the gold as wordings, the sentences that they stand in the support. A question without an answer
    is one that the documents do not answer.
    """
    documents = {paragraph.document.path: paragraph.document for paragraph in paragraphs}
    split = {path: sentences(document.text, document.language) for path, document in documents.items()}

    def support(gold: GoldSpan) -> Support:
        start, end = gold_sentence(gold, split[gold.path])
        return Support(gold.path, documents[gold.path].text[start:end])

    return tuple(_squad_item(probe, [support(gold) for gold in probe.golds]) for probe in all_probes([paragraphs]))


def beir_items(benchmark: Benchmark) -> tuple[Item, ...]:
    """Each query with its relevant documents as the support, and without a gold.

    Left out are queries whose relevant documents are none of the corpus.
    """
    known = {document.path for document in benchmark.documents}
    relevant = {id_: sorted(known & grades.keys()) for id_, grades in benchmark.qrels.items()}
    return tuple(
        Item(
            id=id_,
            language=question_language(text),
            question=text,
            kind=question_kind(text),
            status="answered",
            support=tuple(Support(path, "") for path in relevant[id_]),
        )
        for id_, text in benchmark.queries.items()
        if relevant[id_]
    )


def _squad_item(probe: Probe, support: Sequence[Support]) -> Item:
    wordings = tuple(dict.fromkeys(gold.text for gold in probe.golds))
    return Item(
        id=probe.id,
        language=question_language(probe.question),
        question=probe.question,
        kind=question_kind(probe.question),
        status="answered" if wordings else "not_in_documents",
        gold=TextGold("text", wordings) if wordings else None,
        support=tuple(dict.fromkeys(support)),
    )
