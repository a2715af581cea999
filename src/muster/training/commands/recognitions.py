"""`muster training recognitions` and `verify`: certificates of recognition on the command line."""

from typing import Annotated

import typer

from muster.kit.terminal import print_table
from muster.parties.acting import parsed_day
from muster.training.pages.recognition import public_facts, verdict_words
from muster.training.queries.recognitions import certificates_known, course_recognition, ending_within, on_older_version
from muster.training.rules.recognition_validity import RecognitionStanding
from muster.training.tables.recognitions import certificate_standing, recognitions_table

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The record as of this day; default: today.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NO_LONGER_VALID = 1


def recognitions(
    on: On = None,
    ending: Annotated[
        int | None, typer.Option("--ending", metavar="MONTHS", help="Only those that end within so many months.", min=0)
    ] = None,
    older: Annotated[bool, typer.Option("--older", help="Only those on an older version of their standard.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the certificates of recognition of courses, as they stand on a day."""
    day = parsed_day(on)
    rows = certificates_known(day)
    if ending is not None:
        rows = ending_within(day, ending)
    if older:
        rows = rows.filter(pk__in=on_older_version(day).values("pk"))
    print_table(recognitions_table(day), rows, as_json=as_json)


def verify(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The certificate's number.")], on: On = None
) -> None:
    """Verify a certificate of recognition by its number; the exit status is 1 unless it is valid on the day."""
    day = parsed_day(on)
    found = course_recognition(day, number)
    typer.echo(verdict_words(found, day))
    for fact in public_facts(found, day):
        typer.echo(f"  {fact.label}: {fact.value}")
    if certificate_standing(found, day) != RecognitionStanding.VALID:
        raise typer.Exit(NO_LONGER_VALID)
