"""Teaches the language model, by adapters of low rank, to tell which sentence answers, and its key words."""
