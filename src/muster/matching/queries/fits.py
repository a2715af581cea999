"""Fits as of a day: of one pledge or several to a statement, of all candidates of a post, of the planner's pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.matching.fit.facts import AgreedDeviation, Fit, FitParameters, FitShare
from muster.matching.fit.reckon import fit_of, share_of
from muster.matching.models import Deviation
from muster.matching.parameters import fit_parameters, rows_in_force
from muster.matching.queries.deviations import agreed_deviations, visible_deviations
from muster.matching.queries.pledged import load_lists, pledged_of
from muster.matching.queries.statements import wanted_of
from muster.missions.models import Post, StatementVersion
from muster.missions.queries import statement_in_force, statements_in_force, visible_post, visible_statement
from muster.missions.statement_versions import with_lines
from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES, PledgeVersion
from muster.pledges.queries import seen_whole, sees_all, visible_pledge, visible_pledges, with_details

MOST_TOGETHER = 6


@dataclass(frozen=True)
class StatementFit:
    """The fit of pledges to a version of a statement, with what was negotiated for them."""

    version: StatementVersion
    pledges: tuple[PledgeVersion, ...]
    fit: Fit
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True)
class CandidateFit:
    """A pledge of a post's unit type with its fit to the post's statement."""

    pledge: PledgeVersion
    fit: Fit


def statement_on(viewer: Viewer, day: date, reference: str) -> StatementVersion:
    """Return the version in force on `day`, or the draft to whoever may see it. Raises NotFound."""
    if statements_in_force(viewer, day).filter(statement__reference=reference).exists():
        return statement_in_force(viewer, day, reference)
    return visible_statement(viewer, day, reference)


def visible_fit(viewer: Viewer, day: date, statement: str, pledges: Sequence[str]) -> StatementFit:
    """Return the fit of the pledges together, in the order given, each once.

    Raises NotFound for what the viewer may not see as a whole, a partner's view of a joint pledge too.
    """
    names = list(dict.fromkeys(pledges))
    if len(names) > MOST_TOGETHER:
        raise Refused(f"A fit is reckoned of at most {MOST_TOGETHER} pledges together; leave some out.")
    version = statement_on(viewer, day, statement)
    found = tuple(_whole_pledge(viewer, day, name) for name in names)
    keys = [one.pledge_id for one in found]
    agreed = agreed_deviations(viewer, day, keys, [version.statement_id])
    deviations = visible_deviations(viewer, day).filter(pledge_id__in=keys, statement_id=version.statement_id)
    return StatementFit(
        version,
        found,
        fit_of(
            wanted_of(version),
            [pledged_of(one, day) for one in found],
            fit_parameters(rows_in_force(day)),
            [one for parts in agreed.values() for one in parts],
        ),
        tuple(deviations.order_by("kind", "line", "pk")),
    )


def _whole_pledge(viewer: Viewer, day: date, reference: str) -> PledgeVersion:
    found = visible_pledge(viewer, day, reference)
    if not sees_all(viewer, found):
        raise NotFound(f"There is no pledge {reference!r} whose lists you may see as of {long_day(day)}.")
    return found


def candidates_by_fit(viewer: Viewer, day: date, post: str) -> tuple[Post, StatementVersion | None, list[CandidateFit]]:
    """Return a post, its statement in force and the fit of each pledge of its unit type, the best first.

    Of pledges that were submitted and stand, among those whose lists the viewer may see. Without a statement in force:
    None and no fits. Raises NotFound for a post that the viewer may not see.
    """
    found = visible_post(viewer, day, post)
    meant = found.statement
    if meant is None:
        return found, None, []
    version = with_lines(statements_in_force(viewer, day)).filter(statement_id=meant.pk).first()
    if version is None:
        return found, None, []
    open_ones = visible_pledges(viewer, day).filter(seen_whole(viewer), unit_type=found.unit_type)
    pledges = [one for one in with_details(open_ones, day) if one.stage in OPEN_STAGES]
    load_lists(pledges)
    wanted, numbers = wanted_of(version), fit_parameters(rows_in_force(day))
    agreed = agreed_deviations(viewer, day, [one.pledge_id for one in pledges], [version.statement_id])
    fits = [
        CandidateFit(
            one, fit_of(wanted, [pledged_of(one, day)], numbers, agreed.get((one.pledge_id, version.statement_id), ()))
        )
        for one in pledges
    ]
    return found, version, sorted(fits, key=_best_first)


def _best_first(one: CandidateFit) -> tuple[int, int, str]:
    return -one.fit.percent, len(one.fit.blocking), one.pledge.reference


def fits_of_pairs(
    viewer: Viewer, day: date, posts: Iterable[Post], pledges: Sequence[PledgeVersion], numbers: FitParameters
) -> dict[tuple[str, str], FitShare]:
    """Return the share of each pair that the planner asks about, by the references of pledge and statement.

    Of statements in force that a post means, and pledges (their caveats loaded) of such a post's unit type: a handful
    of queries, and none where no post has a statement.
    """
    meant: dict[int, set[str]] = {}
    for post in posts:
        if post.statement_id is not None:
            meant.setdefault(post.statement_id, set()).add(post.unit_type)
    if not meant:
        return {}
    versions = list(with_lines(statements_in_force(viewer, day)).filter(statement_id__in=meant))
    types = set().union(*(meant[one.statement_id] for one in versions))
    asked = [one for one in pledges if one.unit_type in types]
    load_lists(asked)
    agreed = agreed_deviations(viewer, day, [one.pledge_id for one in asked], list(meant))
    brought = {one.pledge_id: pledged_of(one, day) for one in asked}
    none: tuple[AgreedDeviation, ...] = ()
    return {
        (one.reference, version.statement.reference): share_of(
            wanted, brought[one.pledge_id], numbers, agreed.get((one.pledge_id, version.statement_id), none)
        )
        for version in versions
        for wanted in (wanted_of(version),)
        for one in asked
        if one.unit_type in meant[version.statement_id]
    }
