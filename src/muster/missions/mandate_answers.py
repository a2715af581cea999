"""What the API tells of anything with an end in a mission: whether it goes on beyond the mandate known, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from muster.kit.openapi import Sourced
from muster.missions.queries.mandates import covers
from muster.missions.rules.beyond import is_beyond, known_end
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer


class UnderMandate(Sourced):
    """A record in a mission that ends on a day, or has no end."""

    beyond_mandate: bool = Field(description="it goes on after the mandate known ends; false: none is on record, too")
    mandate_until: date | None = Field(
        description="first day without a known mandate; null: it has no end, or none is on record"
    )


@dataclass(frozen=True)
class MandateFlags:
    """The covers of all missions as known on a day."""

    covers: Mapping[str, MandateCover]
    day: date

    def of(self, acronym: str | None, until: date | None) -> dict[str, Any]:
        """Return the values of `UnderMandate` for what ends on `until` (excluded; None: no end) in a mission."""
        cover = self.covers.get(acronym or "")
        return {"beyond_mandate": is_beyond(cover, until, self.day), "mandate_until": known_end(cover, self.day)}


def mandate_flags(viewer: Viewer, day: date) -> MandateFlags:
    """Return what flags the rows of an answer. One query for any number of rows."""
    return MandateFlags(covers(viewer, day), day)
