"""What the pages of individuals as persons show, as the kit's plain values."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.models import Assignment, Nomination
from muster.deployments.pages.individuals import individual_crumbs
from muster.deployments.queries.individual_files import MEDICAL_KEY, NOTICE_KEY, FileRow
from muster.deployments.rules.eligibility import CredentialFacts
from muster.deployments.rules.individual_pool import Lapse, PoolState, lapses, pool_state
from muster.deployments.rules.nominations import OVER
from muster.deployments.tables.individual_files import POOL_TONES, POOL_WORDS, lapse_words, pool_badge
from muster.generation.pages.parameters import explained
from muster.kit.pages import Action, Badge, Crumb, Explanation, Fact, KeyFigure, PageHead
from muster.parties.models import Role
from muster.parties.viewer import Viewer
from muster.people.models import Person, PersonCredential, ServiceBar, ServiceDetails
from muster.people.pages import person_facts
from muster.people.queries import holds
from muster.people.service_doors import is_kept, may_bar, may_enter_proofs
from muster.people.service_rules import bar_lasts
from muster.reference.parameters import parameter


def notice_explanation(today: date) -> Explanation:
    """Return how long ahead a lapse is told, with the parameters."""
    return Explanation(
        formula=_("of each kind, language and course the proof that lasts longest, if it ends within the notice"),
        parameters=explained((NOTICE_KEY, MEDICAL_KEY), today),
    )


def pool_figures(rows: Collection[FileRow], today: date) -> list[KeyFigure]:
    """Return how many people are in each state of the pool, and of how many a proof lapses soon."""
    counted = Counter(row.pool for row in rows)
    figures = [KeyFigure(POOL_WORDS[one], counted[one], _("people"), tone=POOL_TONES[one]) for one in PoolState]
    lapsing = sum(1 for row in rows if row.lapses)
    soon = KeyFigure(_("a proof lapses soon"), lapsing, _("people"), tone="due", explanation=notice_explanation(today))
    return [*figures, soon]


@dataclass(frozen=True)
class FileState:
    """Where an individual is, and what lapses."""

    pool: PoolState
    lapses: tuple[Lapse, ...]

    @classmethod
    def of(
        cls,
        proofs: Sequence[PersonCredential],
        bars: Sequence[ServiceBar],
        nominations: Sequence[Nomination],
        served: Sequence[Assignment],
        today: date,
    ) -> Self:
        """Reckon it from what the viewer may see."""
        facts = [CredentialFacts(one.kind, one.valid_from, one.valid_until, one.subject) for one in proofs]
        until = today + timedelta(days=parameter(NOTICE_KEY, today).integer)
        pool = pool_state(
            is_barred=any(bar_lasts(one.barred_from, one.barred_until, today) for one in bars),
            is_in_post=any(one.held_from <= today < one.held_until for one in served),
            is_nominated=any(one.stage not in OVER for one in nominations),
        )
        return cls(pool, lapses(facts, parameter(MEDICAL_KEY, today).integer, until))

    def lapse_words(self, today: date) -> list[str]:
        """Return in words what lapses."""
        return [lapse_words(one, today) for one in self.lapses]


def file_head(person: Person, viewer: Viewer, state: FileState) -> PageHead:
    """Return the head of an individual's file, with the doors that stand open to the viewer."""
    doors = [Action(_("Data held"), reverse("person", args=[person.pk]))]
    if may_bar(viewer, person):
        doors.append(Action(_("Bar from service"), reverse("bar-person", args=[person.pk])))
    if is_kept(person) and holds(viewer, person) and viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Details of service"), reverse("change-details", args=[person.pk]), icon="edit"))
    if may_enter_proofs(viewer, person):
        doors.append(Action(_("New proof"), reverse("new-proof", args=[person.pk]), primary=True, icon="add"))
    name = " ".join(filter(None, (person.rank, person.given_names, person.family_name)))
    label = _("Person %(number)s") % {"number": person.pk}
    return PageHead(
        title=name or label,
        kicker=label,
        crumbs=individual_crumbs(Crumb(_("Pool"), reverse("individual-files")), Crumb(label)),
        status=pool_badge(state.pool) if person.erased_on is None else Badge(_("erased"), "neutral"),
        actions=doors,
    )


def file_facts(person: Person, details: ServiceDetails | None, viewer: Viewer, today: date) -> list[Fact]:
    """Return the data held of an individual, with when they were born and entered service."""
    service = [
        Fact(_("Born on"), details.born_on if details and details.born_on else _("not known")),
        Fact(_("In service from"), details.service_from if details and details.service_from else _("not known")),
    ]
    return [*person_facts(person, viewer, today), *service]
