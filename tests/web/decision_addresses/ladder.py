"""Addresses of the ladder of a dossier; the dossier is that of the part before."""

from datetime import date

from muster.decisions.actions.ladder import LadderTerms, enter_ladder_step
from muster.decisions.models import Dossier
from muster.parties.viewer import SYSTEM
from tests.decisions.dossier_record import REFERENCE
from tests.record import KNOWN_LATER, Record
from tests.web.address_entries import KAZ, KAZ_OFFICER, Entry, form, only_read, operation

AT, HERE = "decisions/<slug:reference>/ladder/", f"/decisions/{REFERENCE}/ladder/"
READER = ("owning State's reader",)
_STEP = form(f"{AT}<slug:step>/", f"{HERE}analysis/", *KAZ_OFFICER, others=404)
for _entry in _STEP:
    _entry.statuses.update(dict.fromkeys(READER, 403))

PAGES: tuple[Entry, ...] = (*only_read(AT, HERE, *KAZ), *_STEP)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET dossiers/<reference>/ladder", f"dossiers/{REFERENCE}/ladder", *KAZ),
    operation(
        "POST dossiers/<reference>/ladder/<step>", f"dossiers/{REFERENCE}/ladder/analysis", *KAZ_OFFICER,
        readers=READER, body={"days": 30},
    ),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Note of Kazakhstan on a step", KAZ),)


def ground(record: Record) -> dict[str, int]:
    """Enter how far Kazakhstan is on a step of its dossier's ladder; return no numbers."""
    dossier = Dossier.objects.get(reference=REFERENCE)
    terms = LadderTerms(days=40, started_on=date(2018, 8, 1), note="Note of Kazakhstan on a step")
    enter_ladder_step(SYSTEM, dossier, "analysis", terms, today=KNOWN_LATER)
    return {}
