"""National capacity, recognition, arrears, consultations: by hand."""

from datetime import date

from muster.yardsticks.measures.arrears_exposure import ClaimFact, arrears_exposure
from muster.yardsticks.measures.consultation_quality import ConsultationFact, InputFact, PackFact, consultation_quality
from muster.yardsticks.measures.national_capacity import HeldPost, PoolFact, national_capacity
from muster.yardsticks.measures.recognition_coverage import TrainedFact, recognition_coverage
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.measures.window import Window
from tests.yardsticks.measures.facts import DAY, LONG_AGO, NOW, before, value, verdicts


def place(number: int, stage: str = "pooled", until: date | None = None) -> PoolFact:
    return PoolFact(number, number, "KAZ", LONG_AGO, ((LONG_AGO, LONG_AGO, stage, until),))


def post(reference: str, person: int) -> HeldPost:
    return HeldPost(reference, person, "KAZ", "UNIFIL", before(10), DAY.replace(year=2019), LONG_AGO)


def test_whoever_is_in_a_post_or_has_lapsed_is_not_ready() -> None:
    pool = [place(1), place(2), place(3, until=DAY), place(4, "candidate")]
    found = national_capacity(pool, [post("p", 2), post("q", 9)], 3, NOW)
    assert (value(found), found.headline.part, found.headline.of) == (round(1 / 6, 4), 1, 6)
    assert {label: verdict for label, verdict in verdicts(found).items() if verdict == Verdict.COUNTS} == {
        "place 1 of the pool": Verdict.COUNTS
    }


def test_without_posts_nothing_is_needed_and_no_ratio_is_told() -> None:
    assert national_capacity([place(1)], [], 3, NOW).headline.value is None


def test_recognition_is_asked_of_the_day_on_which_the_course_was_passed() -> None:
    spans = ((date(2017, 1, 1), date(2018, 1, 1)),)
    trained = [
        TrainedFact(1, "c", "s", "KAZ", date(2017, 12, 31), LONG_AGO, spans),
        TrainedFact(2, "c", "s", "KAZ", date(2018, 1, 1), LONG_AGO, spans),
        TrainedFact(3, "c", "s", "KAZ", date(2019, 1, 1), LONG_AGO, spans),
    ]
    found = recognition_coverage(trained, NOW)
    assert (found.headline.part, found.headline.of) == (1, 2)


def test_what_is_certified_and_not_settled_is_still_owed() -> None:
    claims = [
        ClaimFact("paid", "KAZ", "UNIFIL", before(400), 1000, LONG_AGO, before(300), ((before(200), 1000),)),
        ClaimFact("part", "KAZ", "UNIFIL", before(100), 3000, LONG_AGO, before(50), ((before(10), 1000),)),
        ClaimFact("waits", "KAZ", "UNIFIL", before(20), 9000, LONG_AGO),
    ]
    found = arrears_exposure(claims, NOW)
    assert (value(found), value(found, 1), value(found, 2), value(found, 3)) == (0.5, 4000, 2000, 100)
    assert verdicts(found) == {"paid": Verdict.COUNTS, "part": Verdict.FAILS, "waits": Verdict.OPEN}
    earlier = arrears_exposure(claims, Window(before(20)))
    assert value(earlier, 2) == 3000


def test_of_no_consultations_nothing_is_told_and_that_is_said() -> None:
    found = consultation_quality([], NOW)
    assert not found.has_cases
    assert "No consultation" in found.nothing


def test_a_pack_counts_by_its_documents_and_an_input_by_its_trace() -> None:
    papers = (PackFact(before(60), before(70)), PackFact(before(60), before(50)), PackFact(before(10)))
    inputs = (InputFact(before(65), before(20)), InputFact(before(65)))
    facts = [
        ConsultationFact("done", "UNIFIL", LONG_AGO, before(60), before(40), 7, papers, inputs),
        ConsultationFact("hasty", "UNDOF", LONG_AGO, before(30), before(25), 7, (PackFact(before(40), before(45)),)),
        ConsultationFact("ahead", "UNDOF", LONG_AGO, None, None, 7, (PackFact(NOW.day),)),
    ]
    found = consultation_quality(facts, NOW)
    assert [(one.part, one.of) for one in found.figures] == [(2, 4), (1, 2), (1, 2)]
    assert verdicts(found) == {"done": Verdict.FAILS, "hasty": Verdict.COUNTS, "ahead": Verdict.OPEN}
    lately = consultation_quality(facts, Window(NOW.day, before(35)))
    assert [(one.part, one.of) for one in lately.figures] == [(0, 1), (0, 0), (0, 1)]
