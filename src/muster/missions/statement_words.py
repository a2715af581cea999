"""Names of what a statement of unit requirement holds, for pages, papers and workbooks."""

from django.utils.translation import gettext as _

from muster.missions.models import StatementVersion
from muster.reference.catalogue import table
from muster.reference.unit_types import unit_types


def list_words(name: str) -> str:
    """Return the title of a list."""
    return {
        "tasks": _("Tasks"),
        "capabilities": _("Capability statements"),
        "posts": _("Posts"),
        "equipment": _("Major equipment"),
        "substitutes": _("Accepted substitutes"),
        "self_sustainment": _("Self-sustainment"),
    }[name]


def content_words(name: str) -> str:
    """Return the words for a field or list, as "what changed" says them."""
    field = next((one for one in StatementVersion._meta.fields if one.name == name), None)
    words = list_words(name).lower() if field is None else str(field.verbose_name)
    return words.split(" (", 1)[0]


def unit_type_words(code: str) -> str:
    """Return the name of a unit type with its code."""
    names = {kind.code: kind.name for kind in unit_types()}
    return f"{names[code]} ({code})" if code in names else code


def category_words(table_name: str, code: str) -> str:
    """Return the name of a category of a reference table with its code."""
    row = table(table_name).by_key.get(code)
    return f"{row['name']} ({code})" if row else code
