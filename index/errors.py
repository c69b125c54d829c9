"""Every error that Beleg raises on purpose. Shells turn them into messages and exit codes."""


class BelegError(Exception):
    """Something that a person can understand and mend; `str(error)` says what and how."""


class SettingsError(BelegError):
    """A setting has a value that cannot be used."""


class ReadError(BelegError):
    """A file could not be read as a document; the message is the reason, without the path."""


class MissingDocumentError(ReadError):
    """There is no document at the path that was asked for."""


class ModelError(BelegError):
    """A model file is missing, damaged, or not the one that was asked for."""


class IndexStoreError(BelegError):
    """The index on disk cannot be used and could not be rebuilt."""


class GenerationError(BelegError):
    """The language model failed, was cancelled, or was asked for more than it can hold."""


class QuestionError(BelegError):
    """A question, or a file of questions, that cannot be used."""
