"""Reads of payments and of debts: of a State, seen by it, by the secretariat, and payments by the mission that pays."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.reimbursement.models import ReimbursementPayment, Settlement, StateDebt

PAYMENT_FIELDS = visibility.Fields(
    owner="mission__mandated_by_id", partner="payee_id", mission="mission__organisation_id"
)
DEBT_FIELDS = visibility.Fields(owner="creditor_id", partner="state_id")


def visible_payments(viewer: Viewer, day: date) -> QuerySet[ReimbursementPayment]:
    """Return the payments that the viewer may see, known on `day`, the latest first."""
    rows = ReimbursementPayment.objects.filter(visibility.rows(viewer, PAYMENT_FIELDS), paid_on__lte=day)
    return known_on(rows, day).select_related("payee", "mission__organisation").order_by("-paid_on", "reference")


def visible_payment(viewer: Viewer, day: date, reference: str) -> ReimbursementPayment:
    """Return one payment. Raises NotFound where the viewer sees none."""
    found = visible_payments(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no payment {reference!r} that you may see as of {long_day(day)}.")
    return found


def parts_of(payment: ReimbursementPayment) -> list[Settlement]:
    """Return the claims that a payment pays, with how much, in order of the days that they cover."""
    rows = payment.parts.select_related("claim__memorandum").order_by("claim__covers_until", "claim__reference")
    return list(rows)


def visible_debts(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the debts that the viewer may see, known on `day`, each with `open_cents`: what is not set off by then."""
    set_off = known_on(Settlement.objects.filter(debt=OuterRef("pk"), settled_on__lte=day), day)
    sums = set_off.order_by().values("debt").annotate(sum=Sum("amount_cents")).values("sum")
    rows = known_on(StateDebt.objects.filter(visibility.rows(viewer, DEBT_FIELDS)), day)
    found: QuerySet[Any] = rows.annotate(
        set_off_cents=Coalesce(Subquery(sums), Value(0), output_field=BigIntegerField())
    )
    opened: QuerySet[Any] = found.annotate(open_cents=F("amount_cents") - F("set_off_cents"))
    return opened.select_related("state", "creditor").order_by("-incurred_on", "reference")


def visible_debt(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one debt with what is open of it. Raises NotFound where the viewer sees none."""
    found = visible_debts(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no debt {reference!r} that you may see as of {long_day(day)}.")
    return found
