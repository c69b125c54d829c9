"""Teaches the language model's middle layers to tell which sentence answers, by an adapter of low rank."""
