"""Tables of a State's interests."""

from django.utils.translation import gettext_lazy as _

from muster.decisions.models import InterestKind
from muster.kit.tables import Column, Table

INTERESTS = Table(
    name="interests",
    caption=_("Interests in force"),
    empty=_("No interest is on record. An officer of the State writes them here or imports a workbook."),
    order="kind,value",
    columns=[
        Column("kind", _("In"), "get_kind_display", lookup="kind", filter="choice", choices=InterestKind.choices),
        Column("value", _("Which"), lookup="value"),
        Column("weight", _("Weight (-2 to 2)"), kind="integer", lookup="weight"),
        Column("words", _("Why"), lookup="words"),
        Column("valid_from", _("From"), kind="date", lookup="valid_from"),
        Column("source", _("Source"), lookup="source"),
        Column("standing", _("Standing"), lookup="standing", filter="choice"),
    ],
)

EARLIER_INTERESTS = Table(
    name="earlier-interests",
    caption=_("Every version"),
    empty=_("No earlier version is on record."),
    order="",
    columns=[
        *(one for one in INTERESTS.columns if one.key != "standing"),
        Column("valid_until", _("Until (excluded)"), kind="date", lookup="valid_until"),
    ],
)
