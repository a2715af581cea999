"""The sheets of the pool's workbook: persons, their proofs, whom a State nominates, and who is barred."""

from functools import cache

from muster.kit.workbooks import CHOICE, DATE, TEXT, Field, Sheet, Workbook
from muster.people.models import CredentialKind, Sex

PERSON_SHEET, PROOF_SHEET, NOMINATION_SHEET, BAR_SHEET = "Persons", "Proofs", "Nominations", "Bars"
PERSON_HELP = "The person's number; for somebody new a word of your own, such as new-1."


def _person_field() -> Field:
    return Field(key="person", heading="Person", kind=TEXT, required=True, maximum=20, help=PERSON_HELP)


@cache
def person_sheet() -> Sheet:
    """Return the sheet of persons, one row each."""
    sexes = {value: str(label) for value, label in Sex.choices}
    fields = (
        _person_field(),
        Field(key="family_name", heading="Family name", kind=TEXT, required=True, maximum=120),
        Field(key="given_names", heading="Given names", kind=TEXT, maximum=120),
        Field(key="rank", heading="Rank", kind=TEXT, maximum=60),
        Field(key="sex", heading="Sex", kind=CHOICE, choices=sexes),
        Field(key="born_on", heading="Born on", kind=DATE),
        Field(key="service_from", heading="In service from", kind=DATE),
    )
    return Sheet(PERSON_SHEET, fields=fields, key=("person",), about="One row an individual of the pool.")


@cache
def proof_sheet() -> Sheet:
    """Return the sheet of proofs, one row each; kind, subject and first day name a proof of a person."""
    kinds = {value: str(label) for value, label in CredentialKind.choices}
    fields = (
        _person_field(),
        Field(key="kind", heading="Kind", kind=CHOICE, required=True, choices=kinds),
        Field(key="subject", heading="Language or course", kind=TEXT, maximum=40),
        Field(key="valid_from", heading="Valid from", kind=DATE, required=True, help="Of a medical: the examination."),
        Field(key="valid_until", heading="Valid until", kind=DATE, help="The first day on which it is not; or empty."),
        Field(key="evidence", heading="Evidence", kind=TEXT, maximum=160, help="Names the document; no medical words."),
    )
    about = "One row a proof. One that stands on record may be given an earlier end, nothing else."
    return Sheet(PROOF_SHEET, fields=fields, key=("person", "kind", "subject", "valid_from"), about=about)


@cache
def nomination_sheet() -> Sheet:
    """Return the sheet of nominations that are under way, one row each."""
    fields = (
        Field(key="request", heading="Request", kind=TEXT, required=True, maximum=60),
        Field(key="post", heading="Post", kind=TEXT, required=True, maximum=60),
        _person_field(),
    )
    return Sheet(NOMINATION_SHEET, fields=fields, key=("request", "post"), about="One row a nominee for a post.")


@cache
def bar_sheet() -> Sheet:
    """Return the sheet of bars, one row each; the first day names a bar of a person."""
    heard = "How the person was heard, and who decided."
    fields = (
        _person_field(),
        Field(key="barred_from", heading="Barred from", kind=DATE, required=True),
        Field(key="barred_until", heading="Barred until", kind=DATE, help="The first day on which not; or empty."),
        Field(key="reason", heading="Reason", kind=TEXT, required=True, maximum=300),
        Field(key="due_process", heading="Due process", kind=TEXT, required=True, maximum=300, help=heard),
        Field(key="case", heading="Case", kind=TEXT, maximum=60, help="The number of the case."),
    )
    about = "One row a bar, as far as it is yours to see. Approvers of a secretariat add; a bar is lifted on its page."
    return Sheet(BAR_SHEET, fields=fields, key=("person", "barred_from"), about=about)


def form() -> Workbook:
    """Return the workbook's declaration."""
    return Workbook(
        name="muster-individuals",
        title="Pool of individuals",
        sheets=(person_sheet(), proof_sheet(), nomination_sheet(), bar_sheet()),
        about="Fill in persons, proofs and nominations, then import the file. All of it is saved, or nothing. "
        "What is left out of the file stays as it is on record.",
    )
