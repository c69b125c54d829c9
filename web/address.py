"""Addresses that the page is served at."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Only this machine reaches these."""


def bracketed(host: str) -> str:
    """A host as URLs and the Host header have it: an IPv6 address stands in brackets."""
    return f"[{host}]" if ":" in host else host
