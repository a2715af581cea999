"""Two officers at the same time, each with a connection of their own."""

from functools import partial

import pytest

from muster.audit.models import AuditEvent
from muster.visits import actions
from muster.visits.models import Finding, VisitStageEvent
from muster.visits.stages import Severity, VisitStage
from muster.visits.terms import FindingTerms, StepTerms
from tests.pledges.test_concurrency import both_at_once
from tests.record import make_parties
from tests.visits.journey import DAYS, TODAY, brought_to

pytestmark = pytest.mark.django_db(transaction=True)
S = VisitStage


def test_two_approvers_at_once_and_one_of_them_is_told() -> None:
    parties = make_parties()
    visit = brought_to(parties, S.COMMENTED)
    terms = StepTerms(DAYS[S.APPROVED])
    approve = partial(
        actions.take_step, parties["secretariat approver"], visit.reference, S.APPROVED, terms, today=TODAY
    )
    told = both_at_once([approve, approve])
    assert sorted(bool(words) for words in told) == [False, True]
    assert "cannot become “Report approved”" in "".join(told)
    assert VisitStageEvent.objects.filter(stage=S.APPROVED).count() == 1
    assert AuditEvent.objects.filter(action="visits:stage:changed", after__stage=S.APPROVED).count() == 1


def test_findings_raised_at_once_have_each_their_number() -> None:
    parties = make_parties()
    visit = brought_to(parties, S.ON_SITE)
    day = DAYS[S.ON_SITE]
    deeds = [
        partial(
            actions.raise_finding,
            parties["secretariat officer"],
            visit.reference,
            FindingTerms(f"Finding {number}", Severity.MINOR, "KAZ"),
            raised_on=day,
            today=day,
        )
        for number in range(3)
    ]
    assert both_at_once(deeds) == ["", "", ""]
    assert set(Finding.objects.values_list("reference", flat=True)) == {f"aav-kaz-f{n}" for n in (1, 2, 3)}
