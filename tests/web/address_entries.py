"""What the table of addresses is written with: kinds of user, and an entry for each way of answering.

An entry names the address as the URLconf has it, an example of it, and the status for each kind of user. Whatever the
status, no answer may hold a text that `MARKERS` keeps from the kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ANONYMOUS = "anonymous"
NO_MEMBERSHIP = "no membership"
UN = ("secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator")
OFFICERS = ("secretariat officer", "secretariat approver", "secretariat administrator")
APPROVER = ("secretariat approver", "secretariat administrator")
ADMINISTRATOR = ("secretariat administrator",)
AU = ("other secretariat",)
KAZ = ("owning State", "owning State's reader")
KAZ_OFFICER = ("owning State",)
IND = ("other State",)
MISSION = ("mission",)
OTHERS = ("other mission", "training institution", "analyst")
PARTIES = (*UN, *AU, *MISSION, *KAZ, *IND, *OTHERS)
WRITERS = (*OFFICERS, *AU, *MISSION, *KAZ_OFFICER, *IND, *OTHERS)
NOT_UN = (*AU, *MISSION, *KAZ, *IND, *OTHERS)
OF_SECRETARIATS = (ANONYMOUS, *UN, *AU)
OF_STATES = (NO_MEMBERSHIP, *KAZ, *IND)
KINDS = (ANONYMOUS, NO_MEMBERSHIP, *PARTIES)


@dataclass(frozen=True)
class Entry:
    """One address with an example. `statuses` by kind; `body` is sent with what changes something."""

    address: str
    example: str
    statuses: dict[str, int]
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """Return the method."""
        return self.address.split(" ", 1)[0]


def _given(to: tuple[str, ...], status: int, others: int, **single: int) -> dict[str, int]:
    """Return `status` for those named (for every party if none is), `others` for the rest; `single` ones as said."""
    named = {name.replace("_", " "): value for name, value in single.items()}
    return dict.fromkeys(PARTIES, others) | dict.fromkeys(to or PARTIES, status) | named


def page(address: str, example: str, *to: str, status: int = 200, others: int = 404) -> Entry:
    """Return an entry of a page for parties: who is not signed in goes to the sign-in page; who has no role is told."""
    return Entry(address, example, {ANONYMOUS: 302, NO_MEMBERSHIP: 403, **_given(to, status, others)})


def only_read(route: str, example: str, *to: str, status: int = 200, others: int = 404) -> tuple[Entry, Entry]:
    """Return the entries of a page that is only ever read: sending is no method, whoever sends."""
    get = page(f"GET {route}", example, *to, status=status, others=others)
    return get, page(f"POST {route}", example, status=405)


def form(
    route: str, example: str, *to: str, others: int = 403, saved: int = 400, hidden_from: tuple[str, ...] = ()
) -> tuple[Entry, Entry]:
    """Return the entries of a page with a form: shown to some, refused when it is sent empty."""
    entries = (
        page(f"GET {route}", example, *to, others=others),
        page(f"POST {route}", example, *to, status=saved, others=others),
    )
    for entry in entries:
        entry.statuses.update(dict.fromkeys(hidden_from, 404))
    return entries


def refused(route: str, example: str, *to: str, status: int = 403, others: int = 404) -> tuple[Entry, Entry]:
    """Return the entries of a page with a form that the record lets nobody fill here: refused, asked and sent alike."""
    get, post = (page(f"{method} {route}", example, *to, status=status, others=others) for method in ("GET", "POST"))
    return get, post


def asked(
    route: str, example: str, readers: tuple[str, ...], askers: tuple[str, ...], saved: int = 400
) -> tuple[Entry, Entry]:
    """Return the entries of a page that readers see and on which some of them ask for more, refused when sent empty."""
    get = page(f"GET {route}", example, *readers)
    post = page(f"POST {route}", example, *readers, status=403)
    post.statuses.update(dict.fromkeys(askers, saved))
    return get, post


def deed(
    route: str, example: str, *to: str, status: int, others: int, readers: tuple[str, ...] = ()
) -> tuple[Entry, Entry]:
    """Return the entries of what is only sent: asking for it is no method; `readers` see the record but may not."""
    post = page(f"POST {route}", example, *to, status=status, others=others)
    post.statuses.update(dict.fromkeys(readers, 403))
    return page(f"GET {route}", example, status=405), post


def public(route: str, example: str, status: int = 200) -> tuple[Entry, ...]:
    """Return the entries of what everybody may read alike: sending is no method, and the API has no such operation."""
    get = Entry(f"GET {route}", example, dict.fromkeys(KINDS, status))
    if route.startswith("api/"):
        return (get,)
    return get, Entry(f"POST {route}", example, dict.fromkeys(KINDS, 405))


def account(route: str, example: str, anonymous: tuple[int, int], signed_in: tuple[int, int]) -> tuple[Entry, ...]:
    """Return entries of the sign-in pages, with the statuses of GET and POST; a role plays no part in them."""
    return tuple(
        Entry(f"{method} accounts/{route}", f"/accounts/{example}", dict.fromkeys(KINDS, inside) | {ANONYMOUS: outside})
        for method, outside, inside in zip(("GET", "POST"), anonymous, signed_in, strict=True)
    )


def operation(
    address: str,
    example: str,
    *to: str,
    status: int = 200,
    others: int = 404,
    readers: tuple[str, ...] = (),
    **more: Any,
) -> Entry:
    """Return an entry of the API: who is not signed in gets 401; `readers` see the record but may not change it."""
    given = _given(to, status, others) | dict.fromkeys(readers, 403)
    method, route = address.split(" ", 1)
    return Entry(
        f"{method} api/v1/{route}", f"/api/v1/{example}", {ANONYMOUS: 401, NO_MEMBERSHIP: 403, **given}, **more
    )


def but(entry: Entry, kinds: tuple[str, ...], status: int) -> Entry:
    """Return the entry with another status for some kinds; what is no method is none for them either."""
    if {entry.statuses[kind] for kind in PARTIES} == {405}:
        return entry
    entry.statuses.update(dict.fromkeys(kinds, status))
    return entry
