"""`muster audit`: verify the log, anchor its end outside the database, list its events."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from muster.audit.anchors import Occasion, anchors_file, write_anchor
from muster.audit.models import AuditEvent
from muster.audit.queries import events_on
from muster.audit.tables import EVENTS
from muster.audit.verification import Report, keep_verification, verify
from muster.kit.errors import Refused
from muster.kit.terminal import print_table

app = typer.Typer(rich_markup_mode=None, add_completion=False, help="The audit log.", no_args_is_help=True)

FOUND = 1  # exit status where something is wrong with the log
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("verify")
def verify_(
    anchors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare with this copy of the anchors, kept elsewhere.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find every event that was altered, removed, put in, moved or cut off. Exit status 1 if there is any.

    The chain is compared with the anchors outside the database, and the personal values with their digests; those that
    were erased are counted. The outcome is kept for the page of the log.
    """
    try:
        report = verify(anchors)
    except OSError as error:
        raise Refused(f"{anchors or anchors_file()}: the anchors cannot be read ({error.strerror}).") from error
    if anchors is None:
        keep_verification(report)
    typer.echo(json.dumps(_content(report), ensure_ascii=False, indent=2) if as_json else _words(report))
    if report.findings:
        raise typer.Exit(FOUND)


def _content(report: Report) -> dict[str, object]:
    """Return a report as JSON content."""
    return {
        "events": report.events,
        "last_sequence": report.last_sequence,
        "anchors": report.anchors,
        "last_anchored_sequence": report.last_anchor.sequence if report.last_anchor else None,
        "erased": report.erased,
        "findings": [
            {"kind": finding.kind.value, "first": finding.first, "last": finding.last, "words": finding.words}
            for finding in report.findings
        ],
    }


def _words(report: Report) -> str:
    """Return a report in lines: each finding, then what was looked at."""
    lines = [str(finding) for finding in report.findings]
    lines.append(
        f"{report.events:,} events, {report.anchors:,} anchors, {report.erased:,} personal values erased: "
        + (f"{len(report.findings):,} findings" if report.findings else "the log is whole")
    )
    if report.last_anchor is None and report.events:
        lines.append(
            "no anchor is kept: whether the end was cut off cannot be seen; write one by `muster audit anchor`"
        )
    return "\n".join(lines)


@app.command()
def anchor(
    occasion: Annotated[Occasion, typer.Option(help="Why it is written.")] = Occasion.BY_HAND,
    as_json: AsJson = False,
) -> None:
    """Write the number and the digest of the last event outside the database."""
    try:
        written = write_anchor(occasion)
    except OSError as error:
        raise Refused(f"{anchors_file()}: the anchor cannot be written ({error.strerror}).") from error
    if written is None:
        raise Refused("The log holds no event yet; there is nothing to anchor.")
    if as_json:
        typer.echo(json.dumps({"sequence": written.sequence, "digest": written.digest, "file": str(anchors_file())}))
    else:
        typer.echo(f"event {written.sequence} anchored in {anchors_file()}")


@app.command("list")
def list_(
    subject: Annotated[str | None, typer.Option(help="Only events about this record.")] = None,
    action: Annotated[str | None, typer.Option(help="Only these: room:record:verb, or its beginning.")] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Only those of this day (UTC).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the events, oldest first."""
    events = events_on(on.date()) if on is not None else AuditEvent.objects.all()
    if subject is not None:
        events = events.filter(subject=subject)
    if action is not None:
        events = events.filter(action__startswith=action)
    if as_json:
        typer.echo(json.dumps([_event(event) for event in events], ensure_ascii=False, indent=2))
    else:
        print_table(EVENTS, events, as_json=False)


def _event(event: AuditEvent) -> dict[str, object]:
    """Return a whole event as JSON content."""
    plain = ("sequence", "actor_id", "on_behalf_of", "action", "subject", "reason", "before", "after", "digest")
    return {"recorded_at": event.recorded_at.isoformat(), **{name: getattr(event, name) for name in plain}}
