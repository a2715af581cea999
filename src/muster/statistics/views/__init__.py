"""Pages of the explorer. Thin: what is read is in explorer and figures, what is shown in pages, charts and tables."""
