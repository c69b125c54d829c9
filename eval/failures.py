"""Why an outcome is not what it should be, as far as code can tell; see `eval.types.Failure`."""

from eval.types import Failure, Item, Verdict
from qa.types import AnswerStatus


def failure(
    item: Item, given: AnswerStatus, verdict: Verdict, *, quoted: bool | None, found: bool, searched: bool
) -> Failure | None:
    """None for a right answer from the right sentence, and for a right refusal.

    Where the set does not say what is right, the right sentence, or document, is enough.

    `quoted` and `found` say whether a supporting sentence was quoted, and was among those that the search came
    up with: the evidence where `searched`, else only the nearest sentences that a refusal shows.
    """
    if not item.answerable:
        return None if verdict == "right" else "wrongly_accepted"
    if given == "not_in_documents":
        return "wrongly_refused" if found or not item.support else "not_retrieved"
    if verdict == "right":
        return "other_sentence" if quoted is False else None
    if not quoted:
        elsewhere: Failure = "not_retrieved" if searched and not found else "not_chosen"
        return "wrong" if quoted is None else elsewhere
    if verdict == "unjudged":
        return None
    return "misread" if given == item.status else "misjudged"
