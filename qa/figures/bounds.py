"""What the text says right before a number: `rund`, `mehr als`, `at least`, `up to`."""

import re
from typing import cast

from qa.types import Bound

# Longer phrases first: `nicht mehr als` is not `mehr als`.
_PHRASES: dict[Bound, str] = {
    "at_most": r"bis\s+zu|nicht\s+mehr\s+als|höchstens|maximal|max\.|up\s+to|at\s+most|no\s+more\s+than|"
    r"not\s+more\s+than|a\s+maximum\s+of",
    "at_least": r"mindestens|wenigstens|zumindest|nicht\s+weniger\s+als|at\s+least|"
    r"no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of",
    "over": r"über|mehr\s+als|gut|(?<!spread )(?<!distributed )over|more\s+than|above|"
    r"in\s+excess\s+of|exceeding|upwards\s+of",
    "under": r"unter|weniger\s+als|under|below|(?:less|fewer)\s+than",
    "about": r"rund|etwa|circa|zirka|ca\.|ungefähr|annähernd|schätzungsweise|knapp|fast|nahezu|around|about|"
    r"approximately|approx\.|roughly|some|nearly|almost|an\s+estimated",
}
_BEFORE = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{bound}>{phrases})" for bound, phrases in _PHRASES.items()) + r")"
    r"\s+(?:(?:insgesamt|in\s+total)\s+)?(?:die\s+|the\s+)?$",
    re.IGNORECASE,
)
_LONGEST = 32


def bound_before(text: str, start: int) -> Bound:
    """The bound right before `start`; empty where the text sets none."""
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return cast(Bound, match.lastgroup) if match else ""
