"""The demonstration record as rows: loaded once a run, put back for each module of tests that asks for it."""

from functools import cache

from muster.demonstration.load import LoadReport, load
from tests.snapshot import Snapshot


@cache
def demonstration() -> Snapshot[LoadReport]:
    """The record of this run, loaded by the first module that asks for it; tells what the load told."""
    return Snapshot("demonstration", load)
