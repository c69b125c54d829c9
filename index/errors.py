"""Every error that Beleg raises on purpose. Shells turn them into messages and exit codes."""

from index.reasons import Cause, Reason


class BelegError(Exception):
    """Something that a person can understand and mend; `str(error)` says what and how."""


class SettingsError(BelegError):
    """A setting has a value that cannot be used."""


class ReasonedError(BelegError):
    """An error whose reason is there in German and English; the message is the English one."""

    def __init__(self, cause: Cause, *values: str | int) -> None:
        self.reason = Reason(cause, values)
        super().__init__(str(self.reason))


class ReadError(ReasonedError):
    """A file could not be read as a document; the path is not in the message."""


class CorrectionError(ReasonedError):
    """A title, publisher or date that cannot be what it is said to be."""


class MissingDocumentError(ReadError):
    """There is no document at the path that was asked for."""


class ModelError(ReasonedError):
    """A model file is missing, damaged, or not the one that was asked for."""


class IndexStoreError(BelegError):
    """The index on disk cannot be used and could not be rebuilt."""


class GenerationError(ReasonedError):
    """The language model failed, was cancelled, or was asked for more than it can hold."""


class QuestionError(BelegError):
    """A question, or a file of questions, that cannot be used."""
