"""A statement and a pledge that meets it, to be bent by a test; no database."""

from dataclasses import replace

from muster.matching.fit.facts import (
    Fit,
    FitLine,
    FitParameters,
    LineKind,
    Pledged,
    PledgedEquipment,
    PledgedPost,
    PledgedSustainment,
    Substitute,
    Wanted,
    WantedEquipment,
    WantedPost,
    WantedSustainment,
    WantedWords,
)
from muster.matching.fit.reckon import fit_of

NUMBERS = FitParameters(tuple((kind, 10) for kind in LineKind), optional_percent=50)
WANTED = Wanted(
    statement="SUR-COY",
    version=1,
    unit_type="INF-COY",
    strength_minimum=100,
    strength_maximum=150,
    women_minimum_percent=10,
    notice_days=60,
    languages=frozenset({"fr", "en"}),
    tasks=(WantedWords("patrol"),),
    posts=(WantedPost("Driver", 4), WantedPost("Medic", 2, language="fr")),
    equipment=(
        WantedEquipment("VEH", "Truck, cargo", 6, (Substitute("Pick-up", 2, 1, 1500),)),
        WantedEquipment("ELEC", "Generator", 2, is_mandatory=False),
    ),
    self_sustainment=(WantedSustainment("CAT", stock_days=14),),
)
PLEDGED = Pledged(
    pledge="KAZ-COY-1",
    version=1,
    state="KAZ",
    strength=120,
    women=12,
    notice_days=60,
    languages=frozenset({"fr"}),
    posts=(PledgedPost("driver", 4, "KAZ"), PledgedPost("Medics", 2, "KAZ")),
    equipment=(PledgedEquipment("VEH", "Trucks cargo", 6, "KAZ"), PledgedEquipment("ELEC", "Generators", 2, "KAZ")),
    self_sustainment=(PledgedSustainment("CAT", "state", "KAZ", stock_days=14),),
)


def wanted(**changes: object) -> Wanted:
    """Return the statement with some of its content changed."""
    return replace(WANTED, **changes)  # type: ignore[arg-type]


def pledged(**changes: object) -> Pledged:
    """Return the pledge with some of its content changed."""
    return replace(PLEDGED, **changes)  # type: ignore[arg-type]


def trucks(quantity: int, **changes: object) -> PledgedEquipment:
    """Return a line of the wanted trucks."""
    return PledgedEquipment("VEH", "Truck, cargo", quantity, "KAZ", **changes)  # type: ignore[arg-type]


def pickups(quantity: int) -> PledgedEquipment:
    """Return a line of pick-ups, of which two stand for a truck."""
    return PledgedEquipment("VEH", "Pick-up", quantity, "KAZ")


def line(fit: Fit, kind: LineKind, key: str = "") -> FitLine:
    """Return a line of a fit by kind, and by key where there are several."""
    return next(one for one in fit.lines if one.kind == kind and key in (one.key, ""))


def fit(content: Wanted = WANTED, *pledges: Pledged) -> Fit:
    """Return the fit of pledges, by default the one that meets everything."""
    return fit_of(content, pledges or (PLEDGED,), NUMBERS)
