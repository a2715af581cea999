"""Which files of a data set are there: all of a folder, or one; and which of them need not be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from muster.kit.errors import Problem, Refused
from muster.statistics.importing.sets import DataSet
from muster.statistics.importing.source_file import SourceFile


@dataclass(frozen=True)
class Found:
    """Files of a set with their readers, those that say what another one says already, and patterns without a file."""

    files: tuple[tuple[Path, SourceFile], ...]
    unneeded: tuple[str, ...]
    absent: tuple[str, ...]


def find(wanted: DataSet, path: Path, on_record: Iterable[str]) -> Found:
    """The files of the set under a path, `on_record` naming those imported before.

    Raises Refused for a path that is not there, a file that is none of the set's, and a folder without any of them.
    """
    if not path.exists():
        raise Refused(problems=[Problem(str(path), "there is no such file or folder", "name the set's folder or file")])
    single = path.is_file() or _is_folder_of(wanted, path)
    files = [(path, _source(wanted, path))] if single else _in_folder(wanted, path)
    there = {source.pattern for _, source in files}
    kept = there | {source.pattern for name in on_record if (source := wanted.file_of(name)) is not None}
    spared = {source.instead_of for source in wanted.files if source.instead_of and source.pattern in kept}
    absent = () if single else tuple(one.pattern for one in wanted.files if one.pattern not in there | spared)
    return Found(
        tuple((file, source) for file, source in files if source.pattern not in spared),
        tuple(file.name for file, source in files if source.pattern in spared),
        absent,
    )


def set_folder(wanted: DataSet, folder: Path) -> Path | None:
    """The folder with most files of the set: `folder` itself or one right under it; none where no file is there.

    A set of the user's own, whose files may have any name, is in no folder until it is named.
    """
    telling = [source.pattern for source in wanted.files if not source.pattern.startswith("*.")]
    under = sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    counted = [(sum(any(one.glob(pattern)) for pattern in telling), one) for one in (folder, *under)]
    most, where = max(counted, key=lambda one: one[0])
    return where if most else None


def _is_folder_of(wanted: DataSet, path: Path) -> bool:
    source = wanted.file_of(path.name)
    return source is not None and source.is_folder and source.finds(path)


def _source(wanted: DataSet, file: Path) -> SourceFile:
    source = wanted.file_of(file.name)
    if source is None:
        raise Refused(
            problems=[Problem(str(file), f"is no file of the set {wanted.name}", f"name one of {_patterns(wanted)}")]
        )
    return source


def _in_folder(wanted: DataSet, folder: Path) -> list[tuple[Path, SourceFile]]:
    files = [
        (file, source) for source in wanted.files for file in sorted(folder.glob(source.pattern)) if source.finds(file)
    ]
    if not files:
        raise Refused(
            problems=[Problem(str(folder), f"holds no file of the set {wanted.name}", f"it wants {_patterns(wanted)}")]
        )
    return files


def _patterns(wanted: DataSet) -> str:
    return ", ".join(one.pattern for one in wanted.files)
