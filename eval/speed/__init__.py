"""How long each stage takes, beside plain libraries on the same work in the same run."""
