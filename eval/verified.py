"""Whether claims hold when an answer is checked again, as `python -m qa verify` does: without a model and its run."""

from collections.abc import Mapping
from dataclasses import replace

from index.errors import MissingDocumentError
from index.reasons import Cause
from index.types import Document
from qa.reasons import Reason
from qa.recheck import recheck
from qa.serialise import answer_json
from qa.types import Answer


def doubts(answer: Answer, documents: Mapping[str, Document]) -> tuple[tuple[Reason, ...], ...]:
    """What does not hold of each claim: figures, names and denials that its quotes lack, and quotes out of place.

    What could be said of the answer as a whole is no claim's, and not looked for.
    """
    if not answer.claims:
        return ()

    def document_of(path: str) -> Document:
        try:
            return documents[path]
        except KeyError as exc:
            raise MissingDocumentError(Cause.NO_SUCH_DOCUMENT) from exc

    claims_alone = replace(answer, text="", nearest=(), receipt={})
    found = recheck(answer_json(claims_alone), document_of)
    return tuple(
        tuple(finding.reason for finding in found if finding.claim == number)
        for number in range(1, len(answer.claims) + 1)
    )


def verified_claims(answer: Answer, documents: Mapping[str, Document]) -> int:
    """How many claims hold."""
    return sum(not reasons for reasons in doubts(answer, documents))
