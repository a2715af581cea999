"""`muster alternatives`: who else could hold a post, or where else a pledge could stand."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from muster.cli.files import read_problem, read_valid_plan, refusals_of
from muster.cli.obstacle_words import obstacle_words
from muster.planning.alternatives import Alternative, alternatives, posts_for
from muster.planning.gaps import Gap, gaps_of
from muster.planning.plan import Plan, Stay
from muster.planning.problem import Problem

if TYPE_CHECKING:
    from muster.planning.replanning import Replannings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(name="alternatives")
def show_alternatives(
    problem_file: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="The problem.")],
    plan_file: Annotated[Path, typer.Argument(metavar="PLAN.json", help="The plan.")],
    post: Annotated[str | None, typer.Option(help="The post whose alternatives are wanted.")] = None,
    pledge: Annotated[str | None, typer.Option(help="The pledge whose possible posts are wanted.")] = None,
    start: Annotated[int | None, typer.Option("--from", min=0, metavar="PERIOD", help="First period.")] = None,
    until: Annotated[int | None, typer.Option(min=1, metavar="PERIOD", help="Period after the last.")] = None,
    replan: Annotated[bool, typer.Option("--replan", help="Place the best candidates and plan the rest anew.")] = False,
    seconds: Annotated[float, typer.Option(min=0.5, help="Time for each gap, or for the pledge, with --replan.")] = 8.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Rank alternatives for a post over a run of periods, or the posts that a pledge could take.

    Everything else stays put: each pledge with an option is told with its best stays in the room that is left, or with
    the rules that keep it out, the decisive one first. Without --from and --until, each gap of the post is gone
    through. --replan then places the best candidates and plans the rest anew: what that gains or costs, and who moves.
    """
    problem = read_problem(problem_file)
    plan = read_valid_plan(plan_file, problem)
    if (post is None) == (pledge is None):
        raise typer.BadParameter("name a post or a pledge, not both", param_hint="--post")
    told: list[_Told] = []
    if pledge is not None:
        if start is not None or until is not None:
            raise typer.BadParameter("goes with --post", param_hint="--from, --until")
        if pledge not in problem.pledge_by_id:
            raise typer.BadParameter(f"the problem has no pledge {json.dumps(pledge)}", param_hint="--pledge")
        anew = _replanned(problem, plan, pledge, plan_file, seconds) if replan else None
        told.append((f"posts for {pledge}", posts_for(problem, plan, pledge), anew))
        _tell(as_json, told, by_post=True)
        return
    assert post is not None
    if post not in problem.post_by_id:
        raise typer.BadParameter(f"the problem has no post {json.dumps(post)}", param_hint="--post")
    for gap in _slots(problem, plan, post, start, until):
        found = alternatives(problem, plan, gap.post, gap.start, gap.end)
        anew = _replanned(problem, plan, gap, plan_file, seconds) if replan else None
        told.append((f"{gap.post} [{gap.start}, {gap.end})", found, anew))
    _tell(as_json, told, by_post=False)


_Told = tuple[str, Sequence[Alternative], "Replannings | None"]


def _slots(problem: Problem, plan: Plan, post: str, start: int | None, until: int | None) -> list[Gap]:
    """The run of periods asked for, or the gaps of the post."""
    if start is None and until is None:
        return [gap for gap in gaps_of(problem, plan.stays) if gap.post == post]
    wanted = problem.post_by_id[post]
    gap = Gap(post, max(wanted.start, start or 0), min(wanted.end, problem.count if until is None else until))
    if gap.periods <= 0:
        where = f"[{wanted.start}, {wanted.end})"
        raise typer.BadParameter(f"the post is wanted in {where} only", param_hint="--from, --until")
    return [gap]


def _replanned(problem: Problem, plan: Plan, what: Gap | str, plan_file: Path, seconds: float) -> "Replannings":
    """The best candidates of a gap, or the best posts of a pledge, with the rest planned anew."""
    from muster.planning.replanning import replan_gap, replan_pledge

    with refusals_of(plan_file):
        if isinstance(what, Gap):
            return replan_gap(problem, plan, what, seconds=seconds)
        return replan_pledge(problem, plan, what, seconds=seconds)


def _tell(as_json: bool, told: Sequence[_Told], *, by_post: bool) -> None:
    if as_json:
        typer.echo(json.dumps([_content(found, replanned) for _, found, replanned in told]))
        return
    if not told:
        typer.echo("the post has no gap; name periods with --from and --until")
    for title, found, replanned in told:
        typer.echo(f"{title}: {sum(bool(row.stays) for row in found)} of {len(found)} fit while the rest stays put")
        for row in found:
            typer.echo(f"  {row.post if by_post else row.pledge}: {_words(row)}")
        if replanned is not None:
            _tell_replanned(replanned)


def _words(alternative: Alternative) -> str:
    if alternative.stays:
        return f"{_stays(alternative.stays)}, worth {alternative.worth}"
    return "; ".join(obstacle_words(obstacle) for obstacle in alternative.obstacles)


def _stays(stays: Sequence[Stay]) -> str:
    return " and ".join(f"[{stay.start}, {stay.end})" for stay in stays)


def _tell_replanned(found: "Replannings") -> None:
    typer.echo("  with the rest planned anew:")
    for row in found.replanned:
        moving = [move.pledge for move in row.moves if move.pledge != row.stay.pledge]
        who = f", moves {', '.join(moving)}" if moving else ""
        placed = f"{row.stay.pledge} in {row.stay.post} {_stays([row.stay])}"
        typer.echo(f"  {placed}: {row.gain:+d}, at most {row.most_gain:+.0f}{who}")
    if found.dismissed:
        names = ", ".join(f"{row.pledge} in {row.stay.post}" for row in found.dismissed)
        typer.echo(f"  cannot do better by their bounds: {names}")
    if not found.replanned and not found.dismissed:
        typer.echo("  no candidate can be placed")


def _content(found: Sequence[Alternative], replanned: "Replannings | None") -> dict[str, Any]:
    content: dict[str, Any] = {"alternatives": [asdict(row) for row in found]}
    if replanned is not None:
        content["dismissed"] = [asdict(row) for row in replanned.dismissed]
        content["replanned"] = [
            {
                "stay": asdict(row.stay),
                "gain": row.gain,
                "most_gain": row.most_gain,
                "moves": [asdict(move) for move in row.moves],
            }
            for row in replanned.replanned
        ]
    return content
