"""Which addresses are measured: every page of Muster's own, with examples from the demonstration's record.

Found in the site's table of addresses, so that a new page is measured without being named here. An address whose
argument is new needs a line in `values`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

EXAMPLES = 5
"""Of each kind of record, so many are measured."""
REIMBURSEMENT = "reimbursement/"
LATER_DAY = "?as_of=2025-06-01"
"""Claims of the demonstration are of 2024 and later."""
ASKED = {"search": "?q=kaz"}
"""What is asked of a page that shows nothing unless it is asked, by the name of its address."""


@dataclass(frozen=True)
class Page:
    """One entry of the table of addresses, and the addresses that stand for it."""

    name: str
    addresses: Sequence[str]


def pages() -> Iterator[Page]:
    """Every named address of Muster's own, pages or not, without those of libraries and of the API."""
    from django.urls import URLPattern, get_resolver, reverse

    for entry in get_resolver().url_patterns:
        for one in [entry] if isinstance(entry, URLPattern) else entry.url_patterns:
            if not isinstance(one, URLPattern) or not one.name or not _is_ours(one):
                continue
            section = _section(str(entry.pattern), str(one.pattern))
            examples = _examples(section, list(one.pattern.converters))
            query = LATER_DAY if section.startswith(REIMBURSEMENT) else ASKED.get(one.name, "")
            yield Page(one.name, [reverse(one.name, kwargs=arguments) + query for arguments in examples])


def _section(entry: str, inner: str) -> str:
    """Return the section of the site: the first part of the address, of reimbursement the first two."""
    section = entry.split("/", maxsplit=1)[0]
    return f"{REIMBURSEMENT}{inner.split('/', maxsplit=1)[0]}" if section == REIMBURSEMENT[:-1] else section


def _is_ours(entry: Any) -> bool:
    module: str = entry.callback.__module__
    return module.startswith("muster.") and not module.startswith("muster.api")


def _examples(section: str, arguments: list[str]) -> list[dict[str, Any]]:
    """Arguments with which an address of a section of the site is asked for."""
    if arguments == ["name", "key"]:
        return [{"name": "missions", "key": "UNIFIL"}, {"name": "parameters", "key": "level_min_for_selection"}]
    choices = [values(section, argument) for argument in arguments]
    return [dict(zip(arguments, choice, strict=True)) for choice in list(product(*choices))[:EXAMPLES]]


def values(section: str, argument: str) -> list[Any]:
    """Values of an argument, by the section of the site; none where no example is known: such a page is left out."""
    if section.startswith(REIMBURSEMENT):
        return _of_reimbursement(section.removeprefix(REIMBURSEMENT), argument)
    from muster.audit.models import AuditEvent
    from muster.consultations.models import Consultation
    from muster.decisions.models import Criterion, Dossier
    from muster.deployments.models import DeployedUnit, IndividualPost, Stay
    from muster.inspections.models import Discrepancy, Evaluation, Inspection, PerformancePlan
    from muster.missions.models import Mission, Post, Requirement
    from muster.plans.models import StoredPlan
    from muster.pledges.models import Pledge
    from muster.visits.models import Visit

    known: dict[tuple[str, str], Any] = {
        # Those of States with accounts first: their forms are for them alone.
        ("pledges", "reference"): Pledge.objects.order_by("-state__memberships", "reference"),
        ("requirements", "reference"): Requirement.objects.order_by("reference"),
        ("requirements", "acronym"): Mission.objects.filter(requirements__isnull=False).order_by("acronym"),
        ("decisions", "reference"): Dossier.objects.order_by("-opened_on", "reference"),
        ("consultations", "reference"): Consultation.objects.order_by("reference"),
        ("mandates", "acronym"): Mission.objects.filter(mandates__isnull=False).order_by("acronym"),
        ("plans", "reference"): StoredPlan.objects.order_by("pk"),
        ("plans", "post"): Post.objects.filter(plan_gaps__isnull=False).order_by("plan_gaps__gap_from", "reference"),
        ("deployments", "number"): Stay.objects.order_by("pk"),
        ("visits", "reference"): Visit.objects.order_by("reference"),
        ("audit", "sequence"): AuditEvent.objects.order_by("-sequence"),
    }
    if (section, argument) in known:
        column = {"number": "pk", "post": "reference"}.get(argument, argument)
        found = list(dict.fromkeys(known[section, argument].values_list(column, flat=True)))[:EXAMPLES]
    elif argument == "reference" and section in ("deployments", "inspections"):
        # Several kinds of record lie in the section: the first of each, as one that does not fit is passed over.
        kinds: tuple[Any, ...] = (DeployedUnit, IndividualPost)
        if section == "inspections":
            kinds = (DeployedUnit, Inspection, Evaluation, PerformancePlan, Discrepancy)
        found = [row.reference for kind in kinds for row in kind.objects.order_by("reference")[:1]]
    else:
        found = {
            "mission": ["UNIFIL", "MINUSMA"],
            "state": ["KAZ", "IND"],
            "criterion": Criterion.values,
            "rotation": ["R1", "R2"],
            "way": ["in"],
            "name": ["states", "missions", "parameters", "unit_types"] if section == "reference" else ["plan.json"],
        }.get(argument, [])
    return found


def _of_reimbursement(section: str, argument: str) -> list[Any]:
    """Values of an argument, by the section of reimbursement."""
    from muster.reimbursement import models

    records: dict[tuple[str, str], Any] = {
        ("memoranda", "reference"): models.Memorandum,
        ("claims", "reference"): models.Claim,
        ("payments", "reference"): models.ReimbursementPayment,
        ("debts", "reference"): models.StateDebt,
        ("economics", "reference"): models.UnitEconomics,
        ("editions", "reference"): models.RateEdition,
        ("losses", "reference"): models.LossEvent,
        ("adjustments", "about"): models.Memorandum,
    }
    if (section, argument) in records:
        return list(records[section, argument].objects.order_by("reference").values_list("reference", flat=True))
    factors = models.MissionFactorSet.objects.order_by("mission__acronym", "pk")
    if (section, argument) == ("factors", "acronym"):
        return list(dict.fromkeys(factors.values_list("mission__acronym", flat=True)))
    if (section, argument) == ("factors", "number"):
        return list(factors.values_list("pk", flat=True))
    others: dict[str, list[Any]] = {
        "number": [1],
        "stage": {"memoranda": ["ended"], "losses": ["sent-back", "decided"]}.get(section, ["certified", "withdrawn"]),
        "scope": ["memoranda"],
        "rule": ["risk-premium"],
        "form": ["csv"],
        "state": ["KAZ", "IND"],
    }
    return others.get(argument, [])
