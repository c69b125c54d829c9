"""The commands of `python -m eval`, one file each. Heavy libraries are imported when a command runs."""
