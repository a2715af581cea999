"""Words of the explorer's charts and tables for what the store calls by short names."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from muster.kit.days import day_words
from muster.reference.catalogue import table
from muster.reference.errors import UnknownStateError
from muster.reference.states import state
from muster.statistics.figures.preference import YEAR_MEAN
from muster.statistics.figures.source import Source
from muster.statistics.importing.sets import SETS

TYPE_WORDS: dict[str, Promise] = {
    "troops": _("troops"),
    "police": _("police"),
    "individual_police": _("individual police"),
    "formed_police": _("formed police units"),
    "experts": _("experts on mission"),
    "staff_officers": _("staff officers"),
    "all": _("all uniformed"),
}
UNIT_WORDS: dict[str, Promise] = {
    "inf": _("infantry"),
    "fpu": _("formed police unit"),
    "eng": _("engineers"),
    "med": _("medical"),
    "sig": _("signals"),
    "avia": _("aviation"),
    "he.sup": _("helicopter support"),
    "mp": _("military police"),
    "trans": _("transport"),
    "recon": _("reconnaissance"),
    "riv": _("riverine"),
    "demining": _("demining"),
    "uav": _("unmanned aircraft"),
    "maint": _("maintenance"),
    "sf": _("special forces"),
    "armor": _("armour"),
    "arty": _("artillery"),
}


def state_words(code: str | None) -> str:
    """The name of a State by its code; the code itself where the tables do not have it."""
    if not code:
        return ""
    try:
        return state(code).display_name
    except UnknownStateError:
        territory = table("territories").by_key.get(code)
        return str(territory["name"]) if territory else code


def counted_words(source: Source) -> str:
    """When the people of a figure were counted: a day, or the year of a mean."""
    if source.date is None:
        return ""
    if YEAR_MEAN.name in source.filter:
        return _text("mean of %(year)d") % {"year": source.date.year}
    return day_words(source.date)


def unit_words(kinds: Iterable[str]) -> str:
    """Kinds of unit in words; one that has none stands as the maps have it."""
    return ", ".join(str(UNIT_WORDS.get(kind, kind)) for kind in kinds)


def source_words(names: Iterable[str]) -> str:
    """The titles of data sets by name."""
    titles = {one.name: one.title for one in SETS}
    return "; ".join(dict.fromkeys(titles.get(name, name) for name in names))
