"""What an event changed, place by place, for a reader. Pure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from muster.audit.personal_rules import PERSONAL


@dataclass(frozen=True)
class Change:
    """What an event changed at one place: a dotted path, the text before and after (empty: nothing there)."""

    place: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Return whether the place was left as it was."""
        return self.before == self.after


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return what an event says place by place: those that changed first, each in the order of the record."""
    texts_before, texts_after = dict(_texts(before)), dict(_texts(after))
    places = [*texts_before, *(place for place in texts_after if place not in texts_before)]
    changes = [Change(place, texts_before.get(place, ""), texts_after.get(place, "")) for place in places]
    return sorted(changes, key=lambda change: change.is_same)


def _texts(content: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each place of nested content with its text; a personal value is told by the start of its digest alone."""
    for name, value in content.items():
        place = f"{path}.{name}" if path else str(name)
        if isinstance(value, Mapping) and set(value) == {PERSONAL}:
            yield place, f"personal value {str(value[PERSONAL])[:12]}"
        elif isinstance(value, Mapping) and value:
            yield from _texts(value, place)
        else:
            yield place, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
