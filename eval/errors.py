"""What can go wrong with an evaluation beyond what `index.errors` names."""

from index.errors import BelegError


class DataError(BelegError):
    """A question set or data set cannot be read; the message names the file and the line."""


class RunError(BelegError):
    """A run folder cannot be used for this run."""
