"""What a run shows of itself: figures, a page, Markdown for a pull request, XML for CI."""
