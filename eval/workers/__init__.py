"""Work in a process of its own, in any Python environment: requests and replies are lines of JSON."""
