"""Addresses of the national pool and selection camps: a State's own alone."""

from tests.web.address_entries import IND, KAZ, KAZ_OFFICER, PARTIES, Entry, form, only_read, operation

NOT_KAZ = tuple(kind for kind in PARTIES if kind not in KAZ)
STATES = (*KAZ_OFFICER, *IND)
PLACE = "/training/pool/{pool_place}/"
CAMP = "/training/camps/camp-walk/"

PAGES: tuple[Entry, ...] = (
    *only_read("training/pool/", "/training/pool/"),
    *form("training/pool/new/", "/training/pool/new/", *STATES),
    *only_read("training/pool/<int:number>/", PLACE, *KAZ),
    *form("training/pool/<int:number>/step/", f"{PLACE}step/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *form("training/pool/<int:number>/willing/", f"{PLACE}willing/", *KAZ_OFFICER, saved=302, hidden_from=NOT_KAZ),
    *only_read("training/pool/requirements/", "/training/pool/requirements/"),
    *form("training/pool/requirements/new/", "/training/pool/requirements/new/", *STATES),
    *form("training/pool/requirements/<int:number>/end/", "/training/pool/requirements/{national_requirement}/end/",
          *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *only_read("training/pool/certificates/", "/training/pool/certificates/"),
    *only_read("training/camps/", "/training/camps/"),
    *form("training/camps/new/", "/training/camps/new/", *STATES),
    *only_read("training/camps/<slug:reference>/", CAMP, *KAZ),
    *form("training/camps/<slug:reference>/change/", f"{CAMP}change/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *form("training/camps/<slug:reference>/call/", f"{CAMP}call/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *form("training/camps/<slug:reference>/results/new/", f"{CAMP}results/new/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *form("training/camps/<slug:reference>/take-in/", f"{CAMP}take-in/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
    *only_read("training/camps/<slug:reference>/workbook/", f"{CAMP}workbook/", *KAZ),
    *form("training/camps/<slug:reference>/import/", f"{CAMP}import/", *KAZ_OFFICER, hidden_from=NOT_KAZ),
)  # fmt: skip

READER = ("owning State's reader",)
CAMP_CONTENT = {"track": "individual", "title": "Title of the camp", "held_from": "2026-01-05",
                "held_until": "2026-01-12", "tests": ["fitness", "medical-board"]}  # fmt: skip

OPERATIONS: tuple[Entry, ...] = (
    operation("GET pool", "pool"),
    operation("GET pool/<number>", "pool/{pool_place}", *KAZ),
    operation("POST pool", "pool", status=404, body={"person": 2**40, "track": "individual"}),
    operation("POST pool/<number>/step", "pool/{pool_place}/step", *KAZ_OFFICER, readers=READER,
              body={"version": 1, "stage": "screened"}),
    operation("POST pool/<number>/willing", "pool/{pool_place}/willing", *KAZ_OFFICER, readers=READER,
              body={"version": 1, "is_volunteer": True}),
    operation("GET national-requirements", "national-requirements"),
    operation("POST national-requirements", "national-requirements", *STATES, status=201, others=403,
              body={"rule": "age", "minimum": 25, "valid_from": "2020-01-01"}),
    operation("POST national-requirements/<number>/end", "national-requirements/{national_requirement}/end",
              *KAZ_OFFICER, readers=READER, body={"version": 1, "on": "2030-01-01"}),
    operation("GET selection-camps", "selection-camps"),
    operation("GET selection-camps/<reference>", "selection-camps/camp-walk", *KAZ),
    operation("POST selection-camps", "selection-camps", *STATES, status=201, others=403,
              body={**CAMP_CONTENT, "reference": "camp-new"}),
    operation("PUT selection-camps/<reference>", "selection-camps/camp-walk", *KAZ_OFFICER, readers=READER,
              body={**CAMP_CONTENT, "version": 1}),
    operation("GET selection-camps/<reference>/candidates", "selection-camps/camp-walk/candidates", *KAZ),
    operation("POST selection-camps/<reference>/candidates", "selection-camps/camp-walk/candidates", *KAZ_OFFICER,
              status=400, readers=READER, body={"places": [2**40]}),
    operation("POST selection-camps/<reference>/results", "selection-camps/camp-walk/results", *KAZ_OFFICER,
              status=400, readers=READER, body={"place": 2**40, "test": "fitness", "has_passed": True}),
    operation("POST selection-camps/<reference>/take-in", "selection-camps/camp-walk/take-in", *KAZ_OFFICER,
              status=400, readers=READER, body={"version": 1}),
    operation("GET lapsing-certificates", "lapsing-certificates"),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Family of the candidate", KAZ),
    ("Title of the camp of Kazakhstan", KAZ),
    ("Source of the national requirement", KAZ),
    ("Certificate of the candidate", KAZ),
)
