"""The rule that keeps a pledge out of a post, in words."""

from muster.planning.obstacles import Obstacle, Rule


def obstacle_words(obstacle: Obstacle) -> str:
    """One obstacle as a phrase, with the periods where it does not hold throughout."""
    names = ", ".join(obstacle.names)
    agreed = ", as agreed" if obstacle.committed else ""
    phrases = {
        Rule.NOT_READY: f"not ready before period {obstacle.until}",
        Rule.WINDOW: "outside the option's window",
        Rule.POST_HELD: f"post held by {names}",
        Rule.BUSY: f"busy in {names} until {obstacle.until}{agreed}",
        Rule.DWELL: f"dwell around {names}, free from {obstacle.until}{agreed}",
        Rule.CEILING: f"ceiling of State {names} short by {obstacle.short_by}",
        Rule.MISSION_ARRIVALS: f"arrivals in {names} short by {obstacle.short_by}",
        Rule.ALL_ARRIVALS: f"arrivals in all missions short by {obstacle.short_by}",
        Rule.NUMBER_OF_STATES: f"no further State beside {names}",
        Rule.INCOMPATIBLE: f"incompatible with {names}",
        Rule.LEAD: f"lead {names} not covered",
        Rule.SHORTEST_STAY: "no room for the shortest stay",
        Rule.START_COST: "starting costs more than it earns",
    }
    where = " and ".join(f"[{start}, {end})" for start, end in obstacle.runs)
    return f"{phrases[obstacle.rule]} in {where}" if where else phrases[obstacle.rule]
