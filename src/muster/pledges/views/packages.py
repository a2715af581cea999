"""Pages of force packages: the outline, and for their register the pool matched against them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, ExplainInput, Explanation, KeyFigure, PageHead, Tone
from muster.kit.tables import Column, Table, render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges import actions
from muster.pledges.forms.packages import PackageForm, slot_forms
from muster.pledges.levels import LABELS, Level
from muster.pledges.models import ForcePackage
from muster.pledges.queries.packages import (
    MINIMUM_SHARE,
    coverage_of,
    keeps,
    places_of_state,
    slots_of,
    visible_package,
    visible_packages,
)
from muster.pledges.rules.packages import Coverage, Place, Slot
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

PACKAGES = Table(
    name="packages",
    caption=gettext_lazy("Force packages"),
    empty=gettext_lazy("No force package is on record. An officer of the Secretariat makes one."),
    order="name",
    columns=[
        Column(
            "name", gettext_lazy("Package"), kind="link", lookup="name",
            href=lambda row: reverse("force-package", args=[row.reference]),
        ),
        Column("register", gettext_lazy("Register"), "register.name", lookup="register__name"),
        Column("places", gettext_lazy("Places"), lambda row: sum(one.units for one in row.slots.all()), kind="integer",
               sortable=False, filter="none"),
        Column("strength_aim", gettext_lazy("Aim"), kind="integer", unit=gettext_lazy("people"), lookup="strength_aim"),
        Column("purpose", gettext_lazy("Purpose"), lookup="purpose"),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


@dataclass(frozen=True)
class PlaceRow:
    """A place of a package as the table shows it."""

    place: Place

    @property
    def reference(self) -> str | None:
        """Return the pledge that takes it."""
        return self.place.offer.reference if self.place.offer else None

    @property
    def illustrative(self) -> bool:
        """Return whether the pledge that takes it is no published fact."""
        return self.place.offer is not None and self.place.offer.illustrative


def _level(level: str) -> str:
    return str(LABELS[Level(level)])


PLACES = Table(
    name="places",
    caption=gettext_lazy("Places and who takes them"),
    empty=gettext_lazy("The package has no place."),
    columns=[
        Column("slot", gettext_lazy("Slot"), "place.slot.number", kind="integer", filter="none"),
        Column("name", gettext_lazy("Place"), lambda row: row.place.slot.name or f"{row.place.number}"),
        Column("unit_type", gettext_lazy("Unit type"), "place.slot.unit_type", filter="choice"),
        Column("strength", gettext_lazy("Wanted"), "place.slot.strength", kind="integer", unit=gettext_lazy("people"),
               total=True),
        Column("minimum_level", gettext_lazy("At least"), lambda row: _level(row.place.slot.minimum_level)),
        Column("reference", gettext_lazy("Taken by"), kind="link",
               href=lambda row: reverse("pledge", args=[row.reference]) if row.reference else None),
        Column("state", gettext_lazy("State"), "place.offer.state", filter="choice"),
        Column("level", gettext_lazy("Level"), lambda row: _level(row.place.offer.level) if row.reference else None),
        Column("offered", gettext_lazy("Offered"), "place.offer.strength", kind="integer", unit=gettext_lazy("people")),
        Column("notice", gettext_lazy("Notice"), "place.offer.notice_days", kind="integer", unit=gettext_lazy("days")),
    ],
)  # fmt: skip


@dataclass(frozen=True)
class SlotRow:
    """A slot as a State sees it, with the places that its own pledges take."""

    slot: Slot
    own: tuple[str, ...]


OUTLINE = Table(
    name="outline",
    caption=gettext_lazy("Places, and those that your pledges take"),
    empty=gettext_lazy("The package has no place."),
    filters=False,
    columns=[
        Column("number", gettext_lazy("Slot"), "slot.number", kind="integer"),
        Column("unit_type", gettext_lazy("Unit type"), lambda row: unit_type(row.slot.unit_type).name),
        Column("name", gettext_lazy("Place"), "slot.name"),
        Column("units", gettext_lazy("Units"), "slot.units", kind="integer", total=True),
        Column("strength", gettext_lazy("Strength of each"), "slot.strength", kind="integer",
               unit=gettext_lazy("people")),
        Column("minimum_level", gettext_lazy("At least"), lambda row: _level(row.slot.minimum_level)),
        Column("notice", gettext_lazy("Notice at most"), "slot.notice_days", kind="integer", unit=gettext_lazy("days")),
        Column("own", gettext_lazy("Your pledges in it"), lambda row: ", ".join(row.own)),
    ],
)  # fmt: skip


def _crumbs(package: ForcePackage | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Packages"), reverse("force-packages"))]
    return [*crumbs, Crumb(package.name, reverse("force-package", args=[package.reference]))] if package else crumbs


def _may_make(request: MusterRequest) -> bool:
    """Return whether the viewer is a Secretariat's officer."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def force_packages(request: MusterRequest) -> HttpResponse:
    """Show the force packages of which the viewer may see at least the outline."""
    table = render_table(request, PACKAGES, visible_packages(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if _may_make(request):
        doors.append(Action(_("New package"), reverse("new-force-package"), primary=True, icon="add"))
    head = PageHead(
        title=_("Force packages"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Packages"))],
        lead=_("Units that are wanted together, such as the Vanguard Brigade, matched against the pool."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def force_package(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one package: to its register how the pool covers it, to a State the outline and its own pledges' places."""
    package = visible_package(request.viewer, request.as_of, reference)
    coverage = coverage_of(package, request.as_of)
    is_keeper = keeps(request.viewer, package)
    rows: list[PlaceRow] | list[SlotRow] = [PlaceRow(place) for place in coverage.places]
    if not is_keeper:
        own = places_of_state(coverage, request.viewer.organisation_code)
        rows = [SlotRow(slot, own.get(slot.number, ())) for slot in slots_of(package)]
    table = render_table(request, PLACES if is_keeper else OUTLINE, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if is_keeper and _may_make(request):
        doors.append(Action(_("Change"), reverse("change-force-package", args=[reference]), icon="edit"))
    head = PageHead(
        title=package.name,
        crumbs=[*_crumbs(), Crumb(package.reference)],
        lead=package.purpose,
        actions=doors,
        illustrative=package.illustrative,
    )
    context: dict[str, object] = {"head": head, "table": table, "package": package}
    if is_keeper:
        context |= {"figures": _figures(request, package, coverage), "missing": coverage.missing}
    return render(request, "pledges/package.html", context)


def _figures(request: MusterRequest, package: ForcePackage, coverage: Coverage) -> list[KeyFigure]:
    """Return the coverage by places and by people, each with how it comes about."""
    explanation = _explanation(request, coverage)
    figures = [
        KeyFigure(
            _("Places taken"),
            f"{coverage.filled} / {len(coverage.places)}",
            share=coverage.slot_share,
            note=f"{coverage.slot_share:.0%}",
            tone=_tone(coverage.slot_share),
            explanation=explanation,
        ),
        KeyFigure(
            _("People covered"),
            f"{coverage.people_covered:,} / {coverage.people_wanted:,}",
            share=coverage.people_share,
            note=f"{coverage.people_share:.0%}",
            tone=_tone(coverage.people_share),
            explanation=explanation,
        ),
    ]
    if package.strength_aim:
        share = coverage.people_covered / package.strength_aim
        figures.append(
            KeyFigure(
                _("Of the aim"), f"{share:.0%}", note=_("%(n)s people") % {"n": package.strength_aim}, share=share
            )
        )
    return figures


def _tone(share: float) -> Tone:
    return "met" if share >= 1 else "due"


def _explanation(request: MusterRequest, coverage: Coverage) -> Explanation:
    """Return how the matching comes about, with its parameter."""
    least = parameter(MINIMUM_SHARE, request.as_of)
    return Explanation(
        formula=_(
            "as many places as can be filled at all, with the units preferred by level, notice and confidence; "
            "people count up to the strength of their place; a unit counts once, however many pledges name it"
        ),
        inputs=(
            ExplainInput(_("places"), str(len(coverage.places))),
            ExplainInput(_("taken"), str(coverage.filled)),
        ),
        parameters=(
            ExplainInput(least.key, f"{least.value} {least.unit}", source=least.source, standing=least.standing),
        ),
        note=_(
            "Left out: lapsed, called and deployed units, joint units without every partner, hard caveats that bind."
        ),
    )


@for_parties
def new_force_package(request: MusterRequest) -> HttpResponse:
    """Make a package; the aim offered is the published strength of the Vanguard Brigade."""
    if not _may_make(request):
        raise NotAllowed(_("A force package is made by an officer of the Secretariat; sign in as one."))
    aim = parameter("vanguard_strength", request.as_of)
    form = PackageForm(request.POST or None, initial={"strength_aim": aim.integer})
    form.fields["strength_aim"].help_text = f"{aim.value} {aim.unit}: {aim.source} ({aim.standing})"
    return _package_page(request, form, None)


@for_parties
def change_force_package(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a package."""
    package = visible_package(request.viewer, request.as_of, reference)
    if not keeps(request.viewer, package) or not _may_make(request):
        raise NotAllowed(_("Only an officer of the package's register may change it."))
    return _package_page(request, PackageForm(request.POST or None, package=package), package)


def _package_page(request: MusterRequest, form: PackageForm, package: ForcePackage | None) -> HttpResponse:
    """Show the form, or save it and go to the package's page."""
    slots = slot_forms(request.POST or None, package)

    def save() -> HttpResponse:
        terms = form.terms(slots)
        if package is None:
            register = organisation(request.viewer.organisation_code)
            actions.create_package(request.viewer, terms, register=register, today=request.today)
        else:
            actions.change_package(request.viewer, terms, expected_version=form.cleaned_data["version"])
        messages.success(request, _("Package %(name)s is recorded.") % {"name": terms.name})
        return redirect_as_of_today(request, "force-package", reference=terms.reference)

    title = _("New package") if package is None else _("Change %(name)s") % {"name": package.name}
    return answer_form(request, form, save, title=title, crumbs=_crumbs(package), rows=slots, rows_title=_("Slots"))
