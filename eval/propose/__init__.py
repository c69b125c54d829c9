"""Questions proposed from the sentences of a folder, for a person to accept, mend or reject."""
