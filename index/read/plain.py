"""Plain text files."""

from index.read.content import Content
from index.read.encoding import decode
from index.read.mend import mend


def read_plain(data: bytes) -> Content:
    """The mended text. Raises ReadError for binary content."""
    return Content(mend(decode(data)))
