"""Who is told when a visit or a finding moves on."""

from muster.notices.models import Notice
from muster.visits import actions
from muster.visits.stages import Severity, VisitStage
from muster.visits.terms import FindingTerms
from tests.record import Parties
from tests.visits.journey import DAYS, TODAY, asked, brought_to, draft, step

S = VisitStage


def told(code: str) -> list[str]:
    """Return the titles of what an organisation was told, oldest first."""
    return list(Notice.objects.filter(organisation__code=code).order_by("pk").values_list("title", flat=True))


def test_the_other_side_is_told_of_each_step(parties: Parties) -> None:
    visit = asked(parties)
    assert (told("UN"), told("KAZ")) == (["Visit aav-kaz, Kazakhstan: Requested"], [])
    step(parties["owning State"], visit, S.AGREED, invitation_reference="NV")
    assert told("UN")[-1] == "Visit aav-kaz, Kazakhstan: Agreed"
    assert told("KAZ") == []
    notice = Notice.objects.latest("pk")
    assert (notice.topic, notice.state, notice.href) == ("visit-stage", "KAZ", "/visits/aav-kaz/")


def test_the_state_is_told_of_no_finding_before_the_draft_is_sent(parties: Parties) -> None:
    visit = brought_to(parties, S.ON_SITE)
    officer, day = parties["secretariat officer"], DAYS[S.ON_SITE]
    terms = FindingTerms("Half of the radios are missing", Severity.MAJOR, "KAZ")
    actions.raise_finding(officer, visit.reference, terms, raised_on=day, today=day)
    assert not Notice.objects.filter(topic="finding-raised").exists()
    assert not Notice.objects.filter(body__contains="radios").exists()
    step(officer, visit, S.DRAFT_REPORT, carried_until=DAYS[S.DRAFT_REPORT])
    draft(parties, visit)
    step(officer, visit, S.SENT)
    actions.report_closure(
        parties["owning State"], "aav-kaz-f1", held_from=DAYS[S.SENT], today=TODAY, note="They are bought"
    )
    assert told("UN")[-1] == "Finding aav-kaz-f1, major: reported as remedied"
    actions.reject_closure(officer, "aav-kaz-f1", held_from=DAYS[S.SENT], today=TODAY, note="Not delivered")
    assert told("KAZ")[-1] == "Finding aav-kaz-f1, major: open"
