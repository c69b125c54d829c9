"""The language model as llama.cpp runs it; the only package that knows that library."""
