"""What was certified by item, as a table."""

from django.utils.translation import gettext_lazy

from muster.kit.tables import Column, Table

CERTIFIED_ITEMS = Table(
    name="certified-items",
    caption=gettext_lazy("Training as counted on the day of the signature"),
    empty=gettext_lazy("Nothing is counted before the signature."),
    filters=False,
    tools=False,
    columns=[
        Column("standard", gettext_lazy("Standard")),
        Column("name", gettext_lazy("Training")),
        Column("needed", gettext_lazy("Need it"), kind="integer", unit=gettext_lazy("people")),
        Column("valid", gettext_lazy("Hold it"), kind="integer", unit=gettext_lazy("people")),
        Column("recognised", gettext_lazy("From a recognised course"), kind="integer", unit=gettext_lazy("people")),
        Column("exception", gettext_lazy("Exception, with the reason")),
    ],
)
