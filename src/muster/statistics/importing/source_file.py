"""A file of a data set: its name, what is in it, and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from muster.statistics.importing.sink import Sink

Reader = Callable[[Path, Sink], None]


@dataclass(frozen=True)
class SourceFile:
    """A file of a data set: a pattern of its name, what is in it, and its reader.

    `version` rises when the reader changes what it makes of the same file, so that the file is read anew.
    `instead_of` names a pattern of files that need not be read where this one is there; `alone` is a wider pattern of
    the name of a file that is given by itself. With `is_folder`, the pattern is the name of a folder of many small
    files that are read as one.
    """

    pattern: str
    text: str
    reader: Reader
    version: int = 1
    instead_of: str = ""
    alone: str = ""
    is_folder: bool = False

    def finds(self, path: Path) -> bool:
        """Whether a path of the right name is of the right kind."""
        return path.is_dir() if self.is_folder else path.is_file()
