"""The national pool, requirements, camps and certificates that lapse, as tables."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.training.models import NationalRequirement, SelectionCamp
from muster.training.queries.camps import CampCount, CampRow
from muster.training.queries.pool import PoolRow
from muster.training.rules.camps import CampOutcome
from muster.training.stages import CampTest, PoolPlace, PoolStage, PoolTrack, RequirementRule

PLACE_TONES: dict[PoolPlace, Tone] = {
    PoolPlace.CANDIDATE: "neutral",
    PoolPlace.SCREENED: "due",
    PoolPlace.POOLED: "met",
    PoolPlace.NOMINATED: "due",
    PoolPlace.ACCEPTED: "accent",
    PoolPlace.DEPLOYED: "accent",
    PoolPlace.RESTING: "neutral",
    PoolPlace.RETURNED: "neutral",
    PoolPlace.LEFT: "neutral",
}
OUTCOME_TONES: dict[CampOutcome, Tone] = {
    CampOutcome.OPEN: "due",
    CampOutcome.PASSED: "met",
    CampOutcome.FAILED: "short",
}


def place_badge(where: PoolPlace) -> Badge:
    """Return where somebody is as a badge."""
    return Badge(where.label, PLACE_TONES[where])


def willing_words(value: bool | None) -> str:
    """Return whether somebody is willing, in a word."""
    return str({True: _("willing"), False: _("not willing")}.get(value, "")) if value is not None else ""


def place_address(row: PoolRow) -> str:
    """Return the address of somebody's place in the pool."""
    return reverse("pool-place", args=[row.number])


POOL = Table(
    name="national_pool",
    caption=gettext_lazy("People of the pool"),
    empty=gettext_lazy("Nobody is in a pool that you may see. A State makes candidates of persons that it holds."),
    order="",
    illustrative=lambda row: False,
    columns=[
        Column("number", gettext_lazy("Place"), kind="integer", href=place_address),
        Column("person", gettext_lazy("Person"), kind="integer", hidden=True),
        Column("name", gettext_lazy("Name"), "label"),
        Column("rank", gettext_lazy("Rank"), filter="choice"),
        Column("track", gettext_lazy("Track"), lambda row: row.track.label, filter="choice"),
        Column("where", gettext_lazy("Where"), lambda row: place_badge(row.place.where), kind="badge"),
        Column("until", gettext_lazy("Until (excluded)"), lambda row: row.place.until, kind="date"),
        Column("is_volunteer", gettext_lazy("Willing"), lambda row: willing_words(row.is_volunteer), filter="choice"),
        Column("hindrances", gettext_lazy("Not met or not known"),
               lambda row: ", ".join(one.rule for one in row.hindrances)),
    ],
)  # fmt: skip


UNWILLING = Table(
    name="roster_unwilling",
    caption=gettext_lazy("On rosters without having said that they are willing"),
    empty=gettext_lazy("Everybody on a roster said that they are willing."),
    order="",
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("number", gettext_lazy("Place"), kind="integer", href=place_address),
        Column("name", gettext_lazy("Name"), "label"),
        Column("rank", gettext_lazy("Rank")),
        Column("said", gettext_lazy("Said"), lambda row: willing_words(row.is_volunteer) or _("not known")),
    ],
)


def board_table(counts: Mapping[tuple[PoolTrack, PoolPlace], int]) -> Table:
    """Return the board: a row a track, a column a place, each count a way into the list."""

    def count(place: PoolPlace) -> Callable[[Any], int]:
        return lambda track: counts.get((track, place), 0)

    return Table(
        name="pool_board",
        caption=gettext_lazy("How many are where"),
        order="",
        filters=False,
        tools=False,
        illustrative=lambda row: False,
        columns=[
            Column("track", gettext_lazy("Track"), lambda track: track.label, sortable=False),
            *(
                Column(place.name.lower(), place.label, count(place), kind="integer", sortable=False, total=True)
                for place in PoolPlace
            ),
        ],
    )


def findings_table() -> Table:
    """Return what the State's requirements say of one person."""
    tones: dict[str, Tone] = {"met": "met", "not met": "short", "not known": "due"}
    return Table(
        name="national_findings",
        caption=gettext_lazy("What the State asks"),
        empty=gettext_lazy("The State asks for nothing of its own."),
        order="",
        filters=False,
        tools=False,
        illustrative=lambda row: False,
        columns=[
            Column("rule", gettext_lazy("Rule"), lambda row: RequirementRule(row.rule).label, sortable=False),
            Column("verdict", gettext_lazy("Verdict"), lambda row: Badge(row.verdict.value, tones[row.verdict.value]),
                   kind="badge", sortable=False),
            Column("words", gettext_lazy("Because"), sortable=False),
            Column("remedy", gettext_lazy("What would help"), sortable=False),
        ],
    )  # fmt: skip


STAGES = Table(
    name="pool_stages",
    caption=gettext_lazy("Stages"),
    order="",
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("held_from", gettext_lazy("From"), kind="date", sortable=False),
        Column("stage", gettext_lazy("Stage"), lambda row: PoolStage(row.stage).label, sortable=False),
        Column("pooled_until", gettext_lazy("In the pool until"), kind="date", sortable=False),
        Column("reason", gettext_lazy("Reason"), sortable=False),
    ],
)


def requirements_table(may_end: Callable[[NationalRequirement], bool]) -> Table:
    """Return what States ask of their people, with a door to end each row."""

    def address(row: NationalRequirement) -> str:
        return reverse("end-national-requirement", args=[row.pk]) if may_end(row) else ""

    return Table(
        name="national_requirements",
        caption=gettext_lazy("What the State asks"),
        empty=gettext_lazy("The State asks for nothing of its own as of this day."),
        order="",
        filters=False,
        columns=[
            Column("rule", gettext_lazy("Rule"), "get_rule_display", sortable=False),
            Column("track", gettext_lazy("Track"), lambda row: row.get_track_display() or _("everybody"),
                   sortable=False),
            Column("test", gettext_lazy("Test"), sortable=False),
            Column("minimum", gettext_lazy("At least"), kind="decimal", decimals=1, sortable=False),
            Column("maximum", gettext_lazy("At most"), kind="decimal", decimals=1, sortable=False),
            Column("ranks", gettext_lazy("Ranks"), _ranks, sortable=False),
            Column("valid_from", gettext_lazy("From"), kind="date", sortable=False),
            Column("valid_until", gettext_lazy("Until (excluded)"), kind="date", sortable=False),
            Column("source", gettext_lazy("Source"), sortable=False),
            Column("end", gettext_lazy("Change"), lambda row: _("end") if may_end(row) else "", kind="link",
                   href=address, sortable=False),
        ],
        tools=False,
    )  # fmt: skip


def _ranks(row: NationalRequirement) -> str:
    return " to ".join(filter(None, (row.lowest_rank, row.highest_rank)))


def camps_table(counts: Mapping[int, CampCount]) -> Table:
    """Return the camps with how many came."""

    def candidates(row: SelectionCamp) -> int:
        return counts[row.pk].candidates

    def women(row: SelectionCamp) -> int:
        return counts[row.pk].women

    return Table(
        name="selection_camps",
        caption=gettext_lazy("Selection camps"),
        empty=gettext_lazy("No camp that you may see is on record as of this day."),
        order="-held_from",
        columns=[
            Column("reference", gettext_lazy("Camp"), lookup="reference",
                   href=lambda row: reverse("selection-camp", args=[row.reference])),
            Column("title", gettext_lazy("Title"), lookup="title"),
            Column("track", gettext_lazy("Track"), "get_track_display", filter="none", sortable=False),
            Column("held_from", gettext_lazy("From"), kind="date", lookup="held_from"),
            Column("held_until", gettext_lazy("Until (excluded)"), kind="date", lookup="held_until"),
            Column("candidates", gettext_lazy("Candidates"), candidates, kind="integer", filter="none",
                   sortable=False),
            Column("women", gettext_lazy("Of whom women"), women, kind="integer", filter="none", sortable=False),
        ],
    )  # fmt: skip


def camp_table(tests: Sequence[str]) -> Table:
    """Return those called to a camp with a column a test held."""

    def result(test: str) -> Callable[[CampRow], str]:
        def words(row: CampRow) -> str:
            found = row.results.get(test)
            if found is None:
                return ""
            verdict = _("passed") if found.has_passed else _("not passed")
            return f"{verdict} ({found.value})" if found.value else str(verdict)

        return words

    return Table(
        name="camp_candidates",
        caption=gettext_lazy("Candidates"),
        empty=gettext_lazy("Nobody is on record as called to this camp."),
        order="",
        illustrative=lambda row: False,
        filters=False,
        tools=False,
        columns=[
            Column("entry", gettext_lazy("Place"), kind="integer", sortable=False,
                   href=lambda row: reverse("pool-place", args=[row.entry])),
            Column("name", gettext_lazy("Name"), "label", sortable=False),
            Column("rank", gettext_lazy("Rank"), sortable=False),
            *(
                Column(CampTest(test).name.lower(), CampTest(test).label, result(test), sortable=False)
                for test in tests
            ),
            Column("outcome", gettext_lazy("Outcome"),
                   lambda row: Badge(row.outcome.label, OUTCOME_TONES[row.outcome]), kind="badge", sortable=False),
        ],
    )  # fmt: skip


def certificates_table(labels: Mapping[int, tuple[str, str]], day: date) -> Table:
    """Return the certificates that end within the notice, by person."""
    return Table(
        name="lapsing_certificates",
        caption=gettext_lazy("Certificates that lapse"),
        empty=gettext_lazy("No certificate of your people ends within the notice."),
        order="valid_until",
        illustrative=lambda row: False,
        columns=[
            Column("person", gettext_lazy("Person"), "person_id", kind="integer", lookup="person_id",
                   href=lambda row: reverse("person", args=[row.person_id])),
            Column("name", gettext_lazy("Name"), lambda row: labels.get(row.person_id, ("", ""))[0], filter="none",
                   sortable=False),
            Column("subject", gettext_lazy("Standard"), lookup="subject", filter="choice"),
            Column("number", gettext_lazy("Number"), lookup="number"),
            Column("valid_until", gettext_lazy("Valid until (excluded)"), kind="date", lookup="valid_until"),
            Column("days", gettext_lazy("Days left"), lambda row: (row.valid_until - day).days, kind="integer",
                   filter="none", sortable=False),
        ],
    )  # fmt: skip
