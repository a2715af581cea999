"""How an offer matched to a need goes on: proposed, agreed, done with the session that came of it, or dropped. Pure."""

from muster.training.stages import MatchStage

FOLLOWING: dict[str, tuple[str, ...]] = {
    MatchStage.PROPOSED: (MatchStage.AGREED, MatchStage.DROPPED),
    MatchStage.AGREED: (MatchStage.DONE, MatchStage.DROPPED),
    MatchStage.DONE: (),
    MatchStage.DROPPED: (),
}


def may_become(stage: str, following: str) -> bool:
    """Return whether a match at `stage` may become `following`."""
    return following in FOLLOWING[stage]
