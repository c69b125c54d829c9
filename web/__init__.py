"""The web page and the HTTP API: what an assistant says, shown to people and to programs."""
