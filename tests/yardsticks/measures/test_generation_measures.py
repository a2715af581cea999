"""Notice honesty, rapid deployment, lead time, findings, transparency: by hand."""

from datetime import date, timedelta

from muster.yardsticks.measures.finding_closure import FindingFact, finding_closure
from muster.yardsticks.measures.lead_time import lead_time
from muster.yardsticks.measures.notice_honesty import notice_honesty
from muster.yardsticks.measures.rdl_reliability import rdl_reliability
from muster.yardsticks.measures.record_facts import PhaseFact
from muster.yardsticks.measures.selection_transparency import OfferFact, selection_transparency
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.measures.window import Window
from tests.yardsticks.measures.facts import DAY, NOW, THIS_QUARTER, before, case, moved, value, verdicts

ASKED = date(2018, 1, 1)


def days_after(days: int) -> date:
    return ASKED + timedelta(days=days)


def test_notice_is_held_against_the_day_on_which_movement_began() -> None:
    cases = [
        case("kept", promised_notice=60, phases=moved(days_after(60), days_after(80))),
        case("late", promised_notice=60, phases=moved(days_after(120), None)),
        case("by arrival", promised_notice=60, phases=moved(None, days_after(180))),
        case("under way", promised_notice=60),
        case("no pledge"),
        case("given up", promised_notice=60, abandoned_on=days_after(100)),
    ]
    found = notice_honesty(cases, NOW)
    assert value(found) == 2.0
    assert (found.figures[1].part, found.figures[1].of) == (1, 3)
    assert "no pledge" not in verdicts(found)
    assert verdicts(found)["given up"] == Verdict.ASIDE
    assert verdicts(found)["under way"] == Verdict.OPEN


def test_a_call_is_judged_once_its_time_is_over_and_not_before() -> None:
    cases = [
        case("in time", variant="rapid", phases=moved(None, days_after(60))),
        case("late", variant="rapid", phases=moved(None, days_after(61))),
        case("refused", variant="rapid", refused_on=days_after(5)),
        case("missed", variant="rapid"),
        case("running", before(59), variant="rapid"),
        case("no call"),
    ]
    found = rdl_reliability(cases, 60, NOW)
    assert (found.headline.part, found.headline.of) == (1, 4)
    assert verdicts(found)["running"] == Verdict.OPEN
    assert "no call" not in verdicts(found)
    assert value(found, 2) == 1


def test_a_call_that_runs_out_on_the_day_is_still_open_on_it() -> None:
    found = rdl_reliability([case("last day", before(60), variant="rapid")], 60, NOW)
    assert verdicts(found) == {"last day": Verdict.OPEN}
    assert found.headline.value is None


def test_lead_time_is_told_by_unit_type_level_and_phase() -> None:
    cases = [
        case("one", phases=(*moved(days_after(80), days_after(100)), PhaseFact("offers", ASKED, days_after(14)))),
        case("two", unit_type="EOD", level="L2", phases=moved(None, days_after(200))),
        case("under way"),
    ]
    found = lead_time(cases, [("offers", "Offers"), ("movement", "Movement"), ("rotation", "Rotation")], NOW)
    told = {one.label: (one.value, one.of) for one in found.figures}
    expected = {
        "Request to arrival, P50": (100.0, 2),
        "Request to arrival, P90": (200.0, 2),
        "EOD, P50": (200.0, 1),
        "Level 2, P90": (200.0, 1),
        "no pledge, P50": (100.0, 1),
        "Phase: Offers, P50": (14.0, 1),
        "Phase: Movement, P50": (20.0, 1),
    }
    assert {label: told[label] for label in expected} == expected
    assert "Phase: Rotation, P50" not in told


def test_an_arrival_that_became_known_later_is_not_known_before() -> None:
    one = case("one", phases=moved(None, days_after(100), known=DAY))
    assert lead_time([one], [], Window(before(1))).headline.value is None
    assert lead_time([one], [], NOW).headline.value == 100


def finding(reference: str, due: date | None, settled: date | None = None) -> FindingFact:
    return FindingFact(reference, "v", "KAZ", "", "major", before(200), before(200), due, settled)


def test_a_finding_counts_when_it_was_closed_by_its_date() -> None:
    found = finding_closure(
        [
            finding("closed", before(50), before(60)),
            finding("on the day", before(50), before(50)),
            finding("closed late", before(50), before(40)),
            finding("overdue", before(1)),
            finding("due today", DAY),
            finding("no date", None),
        ],
        NOW,
    )
    assert (found.headline.part, found.headline.of) == (2, 4)
    assert verdicts(found)["due today"] == Verdict.OPEN
    assert verdicts(found)["no date"] == Verdict.ASIDE
    assert value(found, 2) == 1


def test_a_quarter_counts_the_findings_settled_or_due_in_it() -> None:
    found = finding_closure([finding("then", before(150), before(160)), finding("now", before(10))], THIS_QUARTER)
    assert (found.headline.part, found.headline.of) == (0, 1)


def test_a_state_was_told_when_reasons_were_sent() -> None:
    def offer(reference: str, decided: date, told: date | None, reason: bool = True) -> OfferFact:
        return OfferFact(reference, "KAZ", "UNIFIL", decided, decided, reason, told)

    found = selection_transparency(
        [
            offer("told", before(100), before(90)),
            offer("told late", before(100), before(60)),
            offer("never", before(100), None),
            offer("no reason", before(100), before(99), reason=False),
            offer("fresh", before(5), None),
        ],
        14,
        NOW,
    )
    assert (found.headline.part, found.headline.of) == (2, 5)
    assert (found.figures[1].part, found.figures[1].of) == (1, 4)
    assert value(found, 2) == 25
