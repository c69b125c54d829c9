"""Whether claims hold when an answer is checked again, as `python -m qa verify` does: without a model and its run."""

from collections.abc import Mapping

from index.errors import MissingDocumentError
from index.reasons import Cause
from index.types import Document
from qa.recheck import recheck
from qa.serialise import answer_json
from qa.types import Answer


def verified_claims(answer: Answer, documents: Mapping[str, Document]) -> int:
    """How many claims have every figure, name and denial in their own quotes, and these at their places.

    What is said of the answer as a whole counts for no claim.
    """
    if not answer.claims:
        return 0

    def document_of(path: str) -> Document:
        try:
            return documents[path]
        except KeyError as exc:
            raise MissingDocumentError(Cause.NO_SUCH_DOCUMENT) from exc

    doubted = {finding.claim for finding in recheck(answer_json(answer), document_of)}
    return sum(number not in doubted for number in range(1, len(answer.claims) + 1))
