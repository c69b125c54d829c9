"""Documents to searchable index: read, segment, embed, store, search. Knows nothing of `qa`."""
