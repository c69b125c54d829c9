"""Everybody who asks, through the page or the HTTP API, in the order in which they came."""

import threading


class Crowd:
    """The questions that are not yet answered, each by the event that stops it."""

    def __init__(self) -> None:
        self._asking: dict[threading.Event, None] = {}

    def join(self) -> threading.Event:
        """A new question, behind all others. It may be stopped by the event, and has to leave."""
        cancelled = threading.Event()
        self._asking[cancelled] = None
        return cancelled

    def ahead(self, cancelled: threading.Event) -> int:
        """How many questions came before this one and are not yet answered."""
        asking = list(self._asking)
        return asking.index(cancelled) if cancelled in self._asking else 0

    def leave(self, cancelled: threading.Event) -> None:
        """Nobody waits behind this question any more."""
        self._asking.pop(cancelled, None)
