"""Addresses of a State's dossiers."""

from muster.parties.viewer import SYSTEM
from tests.decisions.dossier_record import REFERENCE, assessed_wholly, opened
from tests.record import KNOWN_LATER, Record
from tests.web.address_entries import IND, KAZ, KAZ_OFFICER, Entry, form, only_read, operation, page, refused

ROOM = "decisions/"
AT, HERE = f"{ROOM}<slug:reference>/", f"/{ROOM}{REFERENCE}/"
STATES = (*KAZ, *IND)
OFFICERS_OF_STATES = (*KAZ_OFFICER, *IND)
READER = ("owning State's reader",)
_NEW = {"reference": "dossier-new", "title": "A company", "mission": "UNIFIL", "people": 120}
_CONTENT = {"title": "A company", "mission": "UNIFIL", "people": 120, "version": 6}
_ASSESSED = {"criterion": "risk", "verdict": "met", "words": "Words", "why_better": "Known", "version": 6}


def _written(route: str, example: str) -> tuple[Entry, ...]:
    """Return the entries of a form that an officer of the State fills in, its reader may not, and nobody else sees."""
    entries = form(route, example, *KAZ_OFFICER, others=404)
    for entry in entries:
        entry.statuses.update(dict.fromkeys(READER, 403))
    return entries


def _of_approvers(route: str, example: str) -> tuple[Entry, ...]:
    """Return the entries of a form that is the State's approvers': the walk has none."""
    return refused(route, example, *KAZ)


PAGES: tuple[Entry, ...] = (
    *only_read(ROOM, f"/{ROOM}", *STATES, others=403),
    *form(f"{ROOM}new/", f"/{ROOM}new/", *OFFICERS_OF_STATES),
    *only_read(AT, HERE, *KAZ),
    *_written(f"{AT}change/", f"{HERE}change/"),
    page(f"GET {AT}criteria/<slug:criterion>/", f"{HERE}criteria/risk/", *KAZ),
    *(one for one in _written(f"{AT}criteria/<slug:criterion>/", f"{HERE}criteria/risk/") if one.method == "POST"),
    *_of_approvers(f"{AT}sign/", f"{HERE}sign/"),
    *_written(f"{AT}act-and-case/", f"{HERE}act-and-case/"),
    *_of_approvers(f"{AT}steps/<slug:step>/", f"{HERE}steps/approve/"),
    *_written(f"{AT}import/", f"{HERE}import/"),
    *only_read(f"{AT}workbook/", f"{HERE}workbook/", *KAZ),
    *only_read(f"{AT}paper/<slug:form>/", f"{HERE}paper/pdf/", *KAZ),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET dossiers", "dossiers"),
    operation("POST dossiers", "dossiers", *OFFICERS_OF_STATES, status=201, others=403, body=_NEW),
    operation("GET dossiers/<reference>", f"dossiers/{REFERENCE}", *KAZ),
    operation("PUT dossiers/<reference>", f"dossiers/{REFERENCE}", *KAZ_OFFICER, readers=READER, body=_CONTENT),
    operation("GET dossiers/<reference>/data", f"dossiers/{REFERENCE}/data", *KAZ),
    operation(
        "POST dossiers/<reference>/assessments", f"dossiers/{REFERENCE}/assessments", *KAZ_OFFICER, status=201,
        readers=READER, body=_ASSESSED,
    ),
    operation(
        "POST dossiers/<reference>/signatures", f"dossiers/{REFERENCE}/signatures", readers=KAZ, status=404,
        body={"body": "mfa", "version": 6},
    ),
    operation(
        "POST dossiers/<reference>/steps", f"dossiers/{REFERENCE}/steps", *KAZ_OFFICER, readers=READER,
        body={"step": "close", "words": "Words", "version": 6},
    ),
    operation(
        "PUT dossiers/<reference>/act", f"dossiers/{REFERENCE}/act", *KAZ_OFFICER, readers=READER,
        body={"act": "", "version": 6},
    ),
    operation(
        "PUT dossiers/<reference>/case", f"dossiers/{REFERENCE}/case", *KAZ_OFFICER, readers=READER,
        body={"case": "", "version": 6},
    ),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Whether Kazakhstan takes part", KAZ),
    ("Words of Kazakhstan on risk", KAZ),
    ("Evidence of Kazakhstan on risk", KAZ),
)


def ground(record: Record) -> dict[str, int]:
    """Enter a dossier of Kazakhstan, assessed wholly; return no numbers."""
    opened(today=KNOWN_LATER)
    assessed_wholly(SYSTEM, today=KNOWN_LATER)
    return {}
