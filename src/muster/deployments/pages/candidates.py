"""What the page of candidates for a post shows, as the kit's plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.deployments.individual_parameters import DAY_KEYS, ELIGIBILITY_KEYS, day_parameters
from muster.deployments.models import PersonnelRequest, RequestedPost
from muster.deployments.queries.candidates import WomenContext
from muster.deployments.rules.candidates import Candidate, Lack
from muster.deployments.rules.individual_days import nominate_by, travel_by
from muster.deployments.tables.individual_files import file_address
from muster.deployments.tables.individuals import VERDICT_WORDS
from muster.generation.pages.parameters import explained
from muster.kit.days import day_words
from muster.kit.pages import Badge, ExplainInput, Explanation, Fact
from muster.kit.tables import Column, Table
from muster.people.models import Person


@dataclass(frozen=True)
class CandidateRow:
    """A candidate as the table shows them; `nominate` is the address of the form, empty where nothing can be done."""

    place: int
    person: int
    name: str
    rank: str
    sex: str
    status: Badge
    bound: str
    met: int
    asked: int
    lacks: str
    nominate: str


def candidate_rows(
    candidates: Iterable[Candidate], pool: Iterable[Person], request: PersonnelRequest, wanted: RequestedPost, day: date
) -> list[CandidateRow]:
    """Return the candidates as rows, in their order."""
    persons = {one.pk: one for one in pool}
    rows = []
    for place, one in enumerate(candidates, start=1):
        person = persons[one.person]
        door = reverse("nominate", args=[request.reference])
        rows.append(
            CandidateRow(
                place=place,
                person=one.person,
                name=" ".join(filter(None, (person.given_names, person.family_name))),
                rank=person.rank,
                sex=str(person.get_sex_display()),
                status=_status(one),
                bound="; ".join(one.bound),
                met=one.met,
                asked=one.asked,
                lacks="; ".join(_lack_words(lack, day) for lack in one.lacks),
                nominate="" if one.bound else f"{door}?post={wanted.post.reference}&person={one.person}",
            )
        )
    return rows


def _status(one: Candidate) -> Badge:
    if one.bound:
        return Badge(_("bound"), "neutral")
    return Badge(_("could go"), "met") if one.can_be_nominated else Badge(_("something lacks"), "due")


def _lack_words(lack: Lack, day: date) -> str:
    """Return what lacks, what would help and by when; that the day has passed is said."""
    one = lack.finding
    passed = _(", which has passed") if lack.by < day else ""
    return _("%(rule)s %(verdict)s: %(words)s (%(remedy)s, by %(day)s%(passed)s)") % {
        "rule": one.rule,
        "verdict": VERDICT_WORDS[one.verdict],
        "words": one.words,
        "remedy": one.remedy,
        "day": day_words(lack.by),
        "passed": passed,
    }


def candidate_facts(wanted: RequestedPost, women: WomenContext, day: date) -> list[Fact]:
    """Return by when each step of the post is due, with the women among the State's individuals as context."""
    numbers = day_parameters(day)
    how = Explanation(
        formula=_("each rule that is asked of the category, as of today, for the day of arrival"),
        parameters=explained((*DAY_KEYS, *ELIGIBILITY_KEYS), day),
    )
    return [
        Fact(_("Post"), wanted.post.title, href=reverse("individual-post", args=[wanted.post.reference])),
        Fact(_("Category"), wanted.post.get_category_display()),
        Fact(_("Nominate by"), nominate_by(wanted.arrives_on, numbers), explanation=how),
        Fact(_("At Travel by"), travel_by(wanted.arrives_on, numbers)),
        Fact(_("There by"), wanted.arrives_on),
        _women_fact(women),
    ]


def _women_fact(women: WomenContext) -> Fact:
    label = _("Women among your individuals in such posts")
    if not women.people:
        return Fact(label, _("nobody is in a post whose sex is known"))
    words = _("%(women)s of %(people)s") % {"women": women.women, "people": women.people}
    if women.standing is None:
        return Fact(label, words)
    target, year = women.standing.target, str(women.standing.target["year"])
    explanation = Explanation(
        formula=_("context only: no rule and no order follows from it"),
        inputs=(
            ExplainInput(
                _("Target of %(year)s") % {"year": year},
                f"{women.standing.target_percent} %",
                href=reverse("fact", args=["gender_targets", year]),
                source=str(target["source"]),
                standing=str(target["standing"]),
            ),
        ),
    )
    more = _("%(words)s, %(share)s %%; the target of %(year)s is %(target)s %%") % {
        "words": words,
        "share": women.standing.share,
        "year": year,
        "target": women.standing.target_percent,
    }
    return Fact(label, more, explanation=explanation)


CANDIDATES = Table(
    name="candidates",
    caption=gettext_lazy("Candidates"),
    empty=gettext_lazy("Your organisation holds no individual; enter one in the pool."),
    order="",
    illustrative=lambda row: False,
    columns=[
        Column("place", gettext_lazy("Order"), kind="integer", filter="none"),
        Column("person", gettext_lazy("Person"), kind="integer", href=lambda row: file_address(row.person)),
        Column("name", gettext_lazy("Name")),
        Column("rank", gettext_lazy("Rank"), filter="choice"),
        Column("status", gettext_lazy("Today"), kind="badge"),
        Column("lacks", gettext_lazy("What lacks, and by when"), sortable=False),
        Column("bound", gettext_lazy("What binds them")),
        Column("met", gettext_lazy("Rules met"), kind="integer", filter="none"),
        Column("asked", gettext_lazy("Rules asked"), kind="integer", filter="none"),
        Column("sex", gettext_lazy("Sex"), filter="choice"),
        Column("nominate", gettext_lazy("Nominate"), lambda row: _("nominate") if row.nominate else "", kind="link",
               href=lambda row: row.nominate, filter="none", sortable=False),
    ],
)  # fmt: skip
