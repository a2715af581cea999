"""The API of a State's individuals: where each is, who could take a requested post, and each State's share of posts."""

from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.deployments.queries import individuals as queries
from muster.deployments.queries.candidates import candidates_for, pool_of
from muster.deployments.queries.headquarters import headquarters_shares
from muster.deployments.queries.individual_files import FileRow, individual_files
from muster.deployments.rules.candidates import Candidate
from muster.deployments.rules.eligibility import RuleVerdict
from muster.deployments.rules.headquarters_share import StateShare
from muster.deployments.rules.individual_pool import PoolState
from muster.kit.errors import NotAllowed
from muster.kit.openapi import READ_ERRORS, Answer, Filters, ListFilters, Page, page_of_rows
from muster.kit.openapi.fields import Reference
from muster.parties.request import MusterRequest

router = Router(tags=["individuals"])


class LapsingProofAnswer(Answer):
    """A proof that lapses soon or has lapsed; `on` is the first day without it."""

    kind: str
    subject: str
    on: date


class PooledIndividualAnswer(Answer):
    """An individual whose service the caller may see, as of today: data of persons are asked of no other day."""

    person: int
    name: str
    rank: str
    sex: str
    state: str
    pool: PoolState
    where: str = Field(description="the post, or the post nominated for and how far it is")
    until: date | None
    lapses: list[LapsingProofAnswer]


class LackAnswer(Answer):
    """A rule that is not met, or not known to be, and by when it must be."""

    rule: str
    verdict: RuleVerdict
    words: str
    remedy: str
    by: date


class IndividualCandidateAnswer(Answer):
    """Somebody of the caller's own pool for a requested post, the likeliest first; nobody is given a score."""

    post: str
    person: int
    can_be_nominated: bool
    bound: list[str] = Field(description="what binds the person: barred, nominated elsewhere, in a post")
    rules_met: int
    rules_asked: int
    lacks: list[LackAnswer]


class HeadquartersShareAnswer(Answer):
    """A State's headquarters posts beside what its share of the people in missions would come to."""

    state: str
    posts: int
    command_posts: int
    people: int
    due_posts: float
    due_command_posts: float


def _pooled(row: FileRow) -> PooledIndividualAnswer:
    plain = ("person", "name", "rank", "sex", "state", "pool", "where", "until")
    lapses = [LapsingProofAnswer(kind=one.kind, subject=one.subject, on=one.on) for one in row.lapses]
    return PooledIndividualAnswer(**{name: getattr(row, name) for name in plain}, lapses=lapses)


def _candidate(post: str, one: Candidate) -> IndividualCandidateAnswer:
    lacks = [
        LackAnswer(
            rule=lack.finding.rule,
            verdict=lack.finding.verdict,
            words=lack.finding.words,
            remedy=lack.finding.remedy,
            by=lack.by,
        )
        for lack in one.lacks
    ]
    return IndividualCandidateAnswer(
        post=post,
        person=one.person,
        can_be_nominated=one.can_be_nominated,
        bound=list(one.bound),
        rules_met=one.met,
        rules_asked=one.asked,
        lacks=lacks,
    )


def _share(one: StateShare) -> HeadquartersShareAnswer:
    return HeadquartersShareAnswer(
        state=one.state,
        posts=one.posts,
        command_posts=one.command_posts,
        people=one.people,
        due_posts=float(one.due_posts),
        due_command_posts=float(one.due_command_posts),
    )


@router.get(
    "/individuals-pool", response={200: Page[PooledIndividualAnswer], **READ_ERRORS}, summary="The pool of individuals"
)
def individuals_pool(request: MusterRequest, filters: Query[ListFilters]) -> Page[PooledIndividualAnswer]:
    """The individuals whose service the caller may see: in post, nominated, available or barred, and what lapses."""
    return page_of_rows(individual_files(request.viewer, request.today), filters, _pooled)


@router.get(
    "/personnel-requests/{reference}/candidates",
    response={200: list[IndividualCandidateAnswer], **READ_ERRORS},
    summary="Candidates for a request",
)
def request_candidates(request: MusterRequest, reference: Reference) -> list[IndividualCandidateAnswer]:
    """Whom the State asked could nominate out of its own pool, post by post: for that State alone."""
    found = queries.visible_personnel_request(request.viewer, request.today, reference)
    if request.viewer.organisation_id != found.state_id:
        raise NotAllowed(f"Candidates for {reference}: of its own pool a State alone is told.")
    posts = list(found.requested_posts.select_related("post__mission"))
    candidates = candidates_for(request.viewer, posts, pool_of(request.viewer, request.today), request.today)
    return [_candidate(one.post.reference, who) for one in posts for who in candidates[one.pk]]


@router.get(
    "/headquarters-shares",
    response={200: list[HeadquartersShareAnswer], **READ_ERRORS},
    summary="Headquarters posts by State",
)
def shares(request: MusterRequest, filters: Query[Filters]) -> list[HeadquartersShareAnswer]:
    """Each State's posts in headquarters beside its share of the people, as counts: no person and no post is told."""
    return [_share(one) for one in headquarters_shares(request.viewer, filters.day(request))]
