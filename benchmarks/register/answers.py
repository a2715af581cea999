"""What came of asking an installation. Without Django: it goes from the process that asked to the one that tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What came of a question: medians of the time and of the processor's part of it, queries, and the size in kB.

    The processor's part is this process's own: all of the work with SQLite, without the server's with PostgreSQL.
    """

    what: str
    milliseconds: float
    processor_milliseconds: float
    queries: int
    kilobytes: float


@dataclass(frozen=True)
class Answers:
    """All answers of one process, and the most memory that it has held."""

    answers: tuple[Answer, ...]
    peak_mebibytes: float
