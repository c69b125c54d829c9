"""From a file to a `Document`: text, pages and what the file says about itself."""

from index.read.document import SUFFIXES, read_document

__all__ = ["SUFFIXES", "read_document"]
