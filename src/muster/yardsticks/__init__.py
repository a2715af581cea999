"""Measures and periodic papers from the record."""
