"""Figures in German and English text: found, normalised, compared and written."""

from qa.figures.compare import conflict, supports
from qa.figures.find import find_figures, parse_figure
from qa.figures.format import format_figure

__all__ = ["conflict", "find_figures", "format_figure", "parse_figure", "supports"]
