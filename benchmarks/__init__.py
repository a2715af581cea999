"""Benchmarks: what is promised, measured. Run by hand; `make bench-smoke` only checks that they run."""
