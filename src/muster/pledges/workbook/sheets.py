"""The sheets of the workbook: two for a pledge's header, one for each of its lists, all keyed by its reference."""

from collections.abc import Iterable, Mapping
from functools import cache

from muster.kit.workbooks import CHOICE, TEXT, Field, Sheet, Workbook
from muster.pledges.models import (
    Caveat,
    Contribution,
    EquipmentLine,
    PledgeVersion,
    PoolLine,
    SelfSustainmentLine,
    SubUnit,
    UnitPost,
)
from muster.pledges.terms import (
    CaveatTerms,
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.pledges.workbook.columns import Columns, catalogue_column, state_column
from muster.reference.unit_types import unit_types

NOTE_VERBALE = "Note verbale"
AVAILABILITY = "Availability"
REFERENCE = "reference"
"""Key of the column that names the pledge, on every sheet."""

LIST_SHEETS: Mapping[str, str] = {
    "sub_units": "Sub-units",
    "posts": "Posts",
    "equipment": "Major equipment",
    "self_sustainment": "Self-sustainment",
    "pool": "Pools",
    "caveats": "Caveats",
    "contributions": "Contributions",
}
"""The sheet of each list of a pledge, by the name of the list in its terms."""

LONGEST_REFERENCE = 60
LANGUAGES = "ISO 639 codes, separated by semicolons."
UNTIL = "The first day on which it no longer holds."
PARTNER = "Only in a joint pledge: the partner that brings it."
ONE_ITEM = "Of one item, packed for shipment."


@cache
def form() -> Workbook:
    """Return the workbook's declaration."""
    sheets = (
        note_verbale_sheet(),
        availability_sheet(),
        sub_unit_sheet(),
        post_sheet(),
        equipment_sheet(),
        self_sustainment_sheet(),
        pool_sheet(),
        caveat_sheet(),
        contribution_sheet(),
    )
    return Workbook(
        name="muster-pledges",
        version=2,
        title="Pledges of the readiness register",
        sheets=sheets,
        about="One row a pledge on the first two sheets, its lists on the others; the reference keeps them together. "
        "All of it is saved, or nothing. A list is taken over as a whole: a line that is left out is dropped.",
    )


def keys_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the keys of a sheet's columns besides the reference."""
    return tuple(field.key for field in sheet.fields if field.key != REFERENCE)


def _pledge_column() -> Field:
    note = f"The reference of the pledge on the sheet {NOTE_VERBALE}."
    return Field(key=REFERENCE, heading="Pledge", kind=TEXT, required=True, maximum=LONGEST_REFERENCE, help=note)


def _sheet(name: str, about: str, columns: Iterable[Field], key: Iterable[str] = ()) -> Sheet:
    """Return a sheet of lines of the pledges on the first; no two rows have the same `key`, if there is one."""
    return Sheet(name, fields=(_pledge_column(), *columns), key=tuple(key), about=about)


@cache
def note_verbale_sheet() -> Sheet:
    """Return the sheet of what the note verbale says of the unit, one row a pledge."""
    column = Columns(PledgeVersion, PledgeTerms)
    reference = "Letters, figures, hyphens and underscores; the same reference again changes the pledge."
    kinds = {kind.code: f"{kind.code} · {kind.name}" for kind in unit_types()}
    columns = (
        Field(
            key=REFERENCE,
            heading="Reference",
            kind=TEXT,
            required=True,
            maximum=LONGEST_REFERENCE,
            help=reference,
        ),
        state_column("state", "State", required=True),
        column("title", "Title"),
        Field(key="unit_type", heading="Unit type", kind=CHOICE, required=True, choices=kinds),
        column("strength", "Strength", "people", required=True),
        column("women", "Of whom women", "people"),
        column("officers", "Of whom officers", "people"),
        Field(
            key="unit",
            heading="National unit",
            kind=TEXT,
            maximum=LONGEST_REFERENCE,
            help="The code of the unit behind the pledge, if it is on record.",
        ),
        column("languages", "Working languages", note=LANGUAGES),
        column("language_level", "Level of the languages"),
        column("approval", "National approval"),
        column(
            "partner_needed_for",
            "Partner needed for",
            note="Equipment, training, lift, funding; separated by semicolons.",
        ),
        column("offers_mentoring", "Offers mentoring", note="Whether the State would mentor another one's unit."),
        column("marking", "Security marking"),
        column("note_verbale", "Note verbale"),
        column("note_verbale_on", "Date of the note verbale"),
        column("note_language", "Language of the note verbale", note="ISO 639 code."),
        column("signatory", "Issued by"),
        column("remarks", "Remarks"),
    )
    return Sheet(NOTE_VERBALE, fields=columns, key=(REFERENCE,), about="One row a pledge.")


@cache
def availability_sheet() -> Sheet:
    """Return the sheet of when and from where the unit is available, one row a pledge."""
    column = Columns(PledgeVersion, PledgeTerms)
    columns = (
        column("available_from", "Available from", required=True),
        column("available_until", "Available until", note=UNTIL),
        column("notice_days", "Notice to deploy", "days", required=True),
        column("at_port_from", "Equipment at the port from"),
        column("stay_minimum_months", "Shortest tour", "months", required=True),
        column("stay_maximum_months", "Longest tour", "months", required=True),
        column("dwell_months", "Rest between tours", "months", required=True),
        column("rotations_guaranteed", "Rotations guaranteed"),
        column("units_offered", "Identical units offered"),
        column("home_base", "Home base"),
        column("airport", "Airport of embarkation"),
        column("seaport", "Seaport of embarkation"),
        column("preferred_missions", "Preferred missions", note="Acronyms, separated by semicolons."),
        column("environment_limits", "Limits of environment"),
    )
    return _sheet(AVAILABILITY, f"One row for each pledge of the sheet {NOTE_VERBALE}.", columns, key=(REFERENCE,))


@cache
def sub_unit_sheet() -> Sheet:
    """Return the sheet of the branches of the tables of organisation."""
    column = Columns(SubUnit, SubUnitTerms)
    columns = (
        column("outline", "Outline", required=True, note="Its place in the tree: 1, then 1.1 and 1.2 under it."),
        column("name", "Sub-unit", required=True),
        state_column("contributor", "Brought by", note=PARTNER),
    )
    about = "Table of organisation: one row a sub-unit, each below the one in which it lies."
    return _sheet(LIST_SHEETS["sub_units"], about, columns, key=(REFERENCE, "outline"))


@cache
def post_sheet() -> Sheet:
    """Return the sheet of the posts of the tables of organisation."""
    column = Columns(UnitPost, UnitPostTerms)
    columns = (
        column("outline", "Outline", required=True, note=f"The sub-unit on the sheet {LIST_SHEETS['sub_units']}."),
        column("title", "Post", required=True),
        column("rank", "Rank"),
        column("count", "People", required=True),
        column("women", "Of whom women", "people"),
        column("specialist_code", "Specialist code"),
        column("weapon", "Weapon"),
        column("driving_licence", "Driving licence"),
        column("language", "Language needed", note="ISO 639 code."),
    )
    return _sheet(LIST_SHEETS["posts"], "Table of organisation: one row for people of the same post.", columns)


@cache
def equipment_sheet() -> Sheet:
    """Return the sheet of major equipment."""
    column = Columns(EquipmentLine, EquipmentTerms)
    columns = (
        catalogue_column("category", "Category", "equipment_categories"),
        column("item", "Item", required=True),
        column("make_and_model", "Make and model"),
        column("quantity", "Quantity", required=True),
        column("serviceable", "Of which serviceable", note="How many work now; blank: not said."),
        column("built_in", "Year of manufacture"),
        column("condition", "Condition"),
        column("ownership", "Ownership"),
        column("lease", "Lease"),
        column("armament", "Armament"),
        column("fuel", "Fuel"),
        column("length_cm", "Length", "cm", note=ONE_ITEM),
        column("width_cm", "Width", "cm", note=ONE_ITEM),
        column("height_cm", "Height", "cm", note=ONE_ITEM),
        column("weight_kg", "Weight", "kg", note=ONE_ITEM),
        column("painting", "Marking and painting"),
        state_column("contributor", "Brought by", note=PARTNER),
    )
    return _sheet(LIST_SHEETS["equipment"], "One row for items of the same make and state.", columns)


@cache
def self_sustainment_sheet() -> Sheet:
    """Return the sheet of self-sustainment."""
    column = Columns(SelfSustainmentLine, SelfSustainmentTerms)
    columns = (
        catalogue_column("category", "Category", "self_sustainment_categories"),
        column("provider", "Provided by"),
        column("level", "Level"),
        column("stock_days", "Stock", "days"),
        column("remarks", "Remarks"),
        state_column("contributor", "Brought by", note=PARTNER),
    )
    about = "One row a category."
    return _sheet(LIST_SHEETS["self_sustainment"], about, columns, key=(REFERENCE, "category", "contributor"))


@cache
def pool_sheet() -> Sheet:
    """Return the sheet of individuals pledged as pools."""
    column = Columns(PoolLine, PoolTerms)
    columns = (
        column("profile", "Profile", required=True),
        column("rank", "Rank or grade"),
        column("count", "People", required=True),
        column("women", "Of whom women", "people"),
        column("languages", "Languages", note=LANGUAGES),
        column("remarks", "Remarks"),
    )
    about = "Individuals pledged as a pool, nobody named: one row a profile. A unit has its people on the sheet Posts."
    return _sheet(LIST_SHEETS["pool"], about, columns)


@cache
def caveat_sheet() -> Sheet:
    """Return the sheet of caveats that the State declares."""
    column = Columns(Caveat, CaveatTerms)
    value = "A mission's acronym, a region, a task, months, a State's ISO alpha-3 code, or words, as the kind says."
    columns = (
        column("kind", "Kind", required=True),
        column("value", "Value", required=True, note=value),
        column("text", "In words"),
        column("is_hard", "Hard", note="A hard caveat excludes, a soft one is to be weighed."),
        column("expires_on", "Binds until", note=UNTIL),
    )
    about = "One row a caveat, none for a pledge without caveats."
    return _sheet(LIST_SHEETS["caveats"], about, columns, key=(REFERENCE, "kind", "value"))


@cache
def contribution_sheet() -> Sheet:
    """Return the sheet of what each partner brings to a joint or smart pledge."""
    column = Columns(Contribution, ContributionTerms)
    columns = (
        state_column("state", "State", required=True),
        column("pattern", "How"),
        column("is_lead", "Leads", note="Exactly one State of a joint pledge leads."),
        column("brings", "Brings"),
        column("strength", "Strength", "people"),
        column("contributes_from", "From"),
        column("contributes_until", "Until", note=UNTIL),
        column("owns_equipment", "Owns the equipment"),
        column("holds_memorandum", "Holds the memorandum"),
        column("supplies_self_sustainment", "Supplies self-sustainment"),
    )
    return _sheet(LIST_SHEETS["contributions"], "Only for joint pledges: one row for what a State brings.", columns)
