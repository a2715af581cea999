"""Addresses of demand, offers and leadership programmes."""

from tests.web.address_entries import (
    AU,
    IND,
    KAZ,
    KAZ_OFFICER,
    OFFICERS,
    UN,
    WRITERS,
    Entry,
    but,
    form,
    only_read,
    operation,
)

OFFER = "offer-ind"
MATCH_SIDES = (*UN, *AU, *KAZ, *IND)
MATCH_WRITERS = (*OFFICERS, *AU, *KAZ_OFFICER, *IND)
READERS = ("secretariat reader", "owning State's reader")
_OFFERED = {
    "reference": "offer-new", "kind": "seats", "standard": "CPTM", "people": 5, "offered_from": "2018-10-01",
    "offered_until": "2030-10-01",
}  # fmt: skip
_MATCHED = {"state": "KAZ", "people": 5, "reason": "Reason"}

PAGES: tuple[Entry, ...] = (
    *only_read("training/demand/", "/training/demand/"),
    *only_read("training/offers/", "/training/offers/"),
    *form("training/offers/new/", "/training/offers/new/", *WRITERS),
    *only_read("training/offers/<slug:reference>/", f"/training/offers/{OFFER}/"),
    *form("training/offers/<slug:reference>/withdraw/", f"/training/offers/{OFFER}/withdraw/", *IND),
    *form("training/offers/<slug:reference>/propose/", f"/training/offers/{OFFER}/propose/", *WRITERS),
    *only_read("training/offers/matches/<int:number>/", "/training/offers/matches/{offer_match}/", *MATCH_SIDES),
    *(but(one, READERS, 403) for one in form(
        "training/offers/matches/<int:number>/<match_step:stage>/", "/training/offers/matches/{offer_match}/agreed/",
        *MATCH_WRITERS, others=404,
    )),
    *only_read("training/leadership/", "/training/leadership/"),
)  # fmt: skip
OPERATIONS: tuple[Entry, ...] = (
    operation("GET training-demand", "training-demand"),
    operation("GET leadership-cohorts", "leadership-cohorts"),
    operation("GET leadership-nominees", "leadership-nominees"),
    operation("POST leadership-cohorts/<reference>/nominations", "leadership-cohorts/session-cptm/nominations",
              status=404, body={"person": 2**40}),
    operation("GET training-offers", "training-offers"),
    operation("POST training-offers", "training-offers", *WRITERS, status=201, others=403, body=_OFFERED),
    operation(
        "POST training-offers/<reference>/withdraw", f"training-offers/{OFFER}/withdraw", *IND, others=403,
        body={"version": 1},
    ),
    operation("GET training-offer-proposals", "training-offer-proposals"),
    operation("GET training-offer-matches", "training-offer-matches"),
    operation(
        "POST training-offers/<reference>/matches", f"training-offers/{OFFER}/matches", *MATCH_WRITERS, status=201,
        others=403, body=_MATCHED,
    ),
    but(
        operation(
            "POST training-offer-matches/<number>/steps", "training-offer-matches/{offer_match}/steps",
            *OFFICERS, *AU, *KAZ_OFFICER, readers=READERS, body={"stage": "agreed", "version": 1},
        ),
        IND,
        403,
    ),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Reason of the match", MATCH_SIDES),)
