"""What a file must be to be kept with a record, and the name that it is kept under.

The rules are this installation's own (no source of the field names them): a file is taken for what its bytes are, and
only where its name says the same. Nobody may waive them: what is refused can be sent in another form.
"""

import unicodedata
from pathlib import PurePosixPath

from muster.documents.file_kinds import ENDINGS, FileKind, begins_as, kind_by_name
from muster.documents.packed_files import packed_problems
from muster.documents.plain_files import plain_problems
from muster.kit.errors import Problem

MOST_NAME_CHARACTERS = 120
# Characters that a file system or a header cannot hold, or that would make a name look like another one.
_FORBIDDEN = frozenset('<>:"|?*;%')
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def seen_text(text: str) -> str:
    """Return `text` in one line without unseen characters: no control, no mark that turns the direction of writing."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return " ".join("".join(one for one in composed if unicodedata.category(one) not in _UNSEEN_CATEGORIES).split())


def cleaned_name(name: str) -> str:
    """Return the name to keep a file under: no path, no unseen or forbidden characters, at most 120 characters.

    Empty where nothing of the name is left. Cleaning a clean name changes nothing.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    words = "".join(one for one in seen_text(last) if one not in _FORBIDDEN).strip(". ")
    ending = PurePosixPath(words).suffix
    if len(words) <= MOST_NAME_CHARACTERS or len(ending) > MOST_NAME_CHARACTERS // 2:
        return words[:MOST_NAME_CHARACTERS].rstrip(". ")
    return words[: MOST_NAME_CHARACTERS - len(ending)].rstrip(". ") + ending


def document_problems(name: str, data: bytes, *, maximum_bytes: int) -> tuple[Problem, ...]:
    """Return why a file (its cleaned name and its bytes) may not be kept; none: it may."""
    kind = kind_by_name(name)
    if kind is None:
        known = ", ".join(ENDINGS)
        return (Problem(name or "file", "its name does not end as that of a known kind of file", f"send {known}"),)
    if not data:
        return (Problem(name, "the file is empty", "choose the file again"),)
    if len(data) > maximum_bytes:
        told = f"the file has {len(data)} bytes"
        return (Problem(name, told, f"send at most {maximum_bytes}: scan in a lower resolution, or split it"),)
    if not begins_as(kind, data):
        return (Problem(name, f"the file is not {kind.label}", "send the file under the name of what it is"),)
    check = packed_problems if kind in (FileKind.XLSX, FileKind.DOCX) else plain_problems
    return tuple(Problem(name, *told) for told in check(kind, data))
