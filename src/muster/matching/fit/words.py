"""When two free texts name the same thing, and the lasting key of a line. Pure.

Items, posts and tasks are free text in pledges and statements, for no published catalogue binds both. Two names are
the same if they agree without case, accents, punctuation and the plural's s; nothing is guessed beyond that. What else
a planner accepts stands in the statement as an accepted substitute.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

SHORTEST_PLURAL = 4
MOST_KEY_LETTERS = 120


def plain(text: str) -> str:
    """Return a name as it is compared: small letters and digits, words parted by one blank, in the singular."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(_singular(word) for word in re.findall(r"[^\W_]+", bare))


def _singular(word: str) -> str:
    """Return a word without the s of its plural; `ss` is none."""
    if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def line_keys(names: Iterable[str]) -> list[str]:
    """Return the lasting keys of a list's lines from their names: the plain name, a second one alike with ` #2`.

    Deviations name lines by them, so that a new version of the statement that moves a line keeps what was agreed.
    """
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        key = plain(name)[:MOST_KEY_LETTERS].strip()
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key} #{seen[key]}")
    return keys
