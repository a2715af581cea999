"""Writes what was checked: the next version of each pledge with its lines and caveats, and an event each.

One pledge or hundreds go the same way: rows of a table are written together, and a value is cleaned once.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, models, transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import FieldCleaner
from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.models import Caveat, CaveatOrigin, NationalUnit, Pledge, PledgeVersion
from muster.pledges.rules.changes import changed_fields
from muster.pledges.terms import HEADER, LINES, PledgeTerms, terms_as_json
from muster.pledges.versions import caveat_terms, lines_of

ROWS_A_BATCH = 1_000
TAKEN = "Pledge {}: the reference is taken; choose another one."


@dataclass(frozen=True)
class Writing:
    """A pledge and what it is to say: `before` is what it said, None for a new pledge (not saved yet)."""

    pledge: Pledge
    terms: PledgeTerms
    before: PledgeTerms | None = None
    reason: str = ""


def snapshot(terms: PledgeTerms) -> dict[str, object]:
    """Return a pledge's content as the audit event keeps it: the header whole, each list by its count and digest.

    The versions themselves are never deleted; the digest proves that a list is the one that was written.
    """
    content = terms_as_json(terms)
    kept: dict[str, object] = {name: content[name] for name in (*HEADER, "unit", "caveats", "source", "standing")}
    for name in LINES:
        if content[name]:
            text = json.dumps(content[name], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            kept[name] = {"lines": len(content[name]), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return kept


class Writer:
    """Writes contents within the transaction of its caller. What it has looked up and cleaned it remembers."""

    def __init__(self, actor: Viewer, *, today: date) -> None:
        self._actor = actor
        self._today = today
        self._cleaner = FieldCleaner()
        self._state_ids: dict[str, int] = {}

    def write(self, writings: Sequence[Writing]) -> None:
        """Write the contents; each was found to hold by the rules, and to be other than what was there before.

        Raises Refused for what a field cannot hold, and for partners and national units that are not on record.
        """
        said = [_with_source(one) for one in writings]
        self._enter_pledges(writings, said)
        versions = [self._version(one, terms) for one, terms in zip(writings, said, strict=True)]
        PledgeVersion.objects.bulk_create(versions, batch_size=ROWS_A_BATCH)
        self._write_lines(versions, said)
        self._write_caveats(writings, said)
        for one, terms in zip(writings, said, strict=True):
            self._record(one, terms)

    def _enter_pledges(self, writings: Sequence[Writing], said: Sequence[PledgeTerms]) -> None:
        """Save new pledges, and close the latest version of the others."""
        units = _units([(one.pledge, terms.unit) for one, terms in zip(writings, said, strict=True)])
        changed = [one.pledge for one in writings if one.before is not None]
        latest = PledgeVersion.objects.filter(pledge__in=changed, known_until__isnull=True)
        for version in latest.select_related("pledge").order_by():
            if self._today < version.known_from:
                raise Refused(
                    f"Pledge {version.pledge.reference}: what it says is known since {long_day(version.known_from)}; "
                    "a change is known from then on at the earliest."
                )
        latest.update(known_until=self._today)
        new = []
        for one, terms in zip(writings, said, strict=True):
            one.pledge.unit = units.get(terms.unit)
            if one.before is None:
                self._cleaner.require(one.pledge, lambda one=one: f"Pledge {one.pledge.reference}")  # type: ignore[misc]
                new.append(one.pledge)
            else:
                one.pledge.version += 1
        try:
            with transaction.atomic():
                Pledge.objects.bulk_create(new, batch_size=ROWS_A_BATCH)
        except IntegrityError as error:  # somebody else was quicker since the caller looked
            raise Refused(TAKEN.format(", ".join(one.reference for one in new))) from error
        Pledge.objects.bulk_update(changed, ["version", "unit"], batch_size=ROWS_A_BATCH)

    def _version(self, writing: Writing, said: PledgeTerms) -> PledgeVersion:
        """Return the next version of a pledge, unsaved."""
        pledge, changed = writing.pledge, list(changed_fields(writing.before, said))
        version = PledgeVersion(pledge=pledge, number=pledge.version, known_from=self._today, changed=changed)
        for name in (*HEADER, "source", "standing"):
            setattr(version, name, getattr(said, name))
        self._cleaner.require(version, lambda: f"Pledge {said.reference}")
        return version

    def _write_lines(self, versions: Sequence[PledgeVersion], said: Sequence[PledgeTerms]) -> None:
        """Write all lists."""
        self._look_up_states(said)
        lines: dict[type[models.Model], list[models.Model]] = {}
        for version, terms in zip(versions, said, strict=True):
            for model, found in lines_of(version, terms, self._state_ids).items():
                for line in found:
                    self._cleaner.require(line, _naming(terms.reference, line))
                lines.setdefault(model, []).extend(found)
        for model, found in lines.items():
            model._default_manager.bulk_create(found, batch_size=ROWS_A_BATCH)

    def _look_up_states(self, said: Iterable[PledgeTerms]) -> None:
        """Find the partners that the contributions name. Raises Refused for one that is not on record."""
        named = {terms.reference: {line.state for line in terms.contributions} for terms in said}
        if wanted := {code for codes in named.values() for code in codes} - set(self._state_ids):
            found = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE, code__in=wanted)
            self._state_ids.update(found.values_list("code", "pk"))
        for reference, codes in named.items():
            if missing := sorted(codes - set(self._state_ids)):
                raise Refused(f"Pledge {reference}: {', '.join(missing)} is not a party to this record.")

    def _write_caveats(self, writings: Sequence[Writing], said: Sequence[PledgeTerms]) -> None:
        """Bring the declared caveats to what the terms say; one that stays as it is keeps its source and standing."""
        open_ones: dict[int, list[Caveat]] = {}
        changed = [one.pledge for one in writings if one.before is not None]
        for caveat in Caveat.objects.filter(pledge__in=changed, known_until__isnull=True) if changed else ():
            open_ones.setdefault(caveat.pledge_id, []).append(caveat)
        dropped: list[int] = []
        new: list[Caveat] = []
        for one, terms in zip(writings, said, strict=True):
            closes, adds = self._caveats_of(one.pledge, terms, open_ones.get(one.pledge.pk, ()))
            dropped += closes
            new += adds
        if dropped:
            Caveat.objects.filter(pk__in=dropped).update(known_until=self._today)
        Caveat.objects.bulk_create(new, batch_size=ROWS_A_BATCH)

    def _caveats_of(
        self, pledge: Pledge, terms: PledgeTerms, open_ones: Iterable[Caveat]
    ) -> tuple[list[int], list[Caveat]]:
        """Return the keys of the caveats that end, and the new ones, unsaved."""
        on_record = {(one.kind, one.value): one for one in open_ones}
        kept = {key: one for key, one in on_record.items() if one.origin == CaveatOrigin.DECLARED}
        ended: list[int] = []
        new: list[Caveat] = []
        for said in terms.caveats:
            known = on_record.get((said.kind, said.value))
            kept.pop((said.kind, said.value), None)
            if known is not None and caveat_terms(known) == said:
                continue
            source, standing = (known.source, known.standing) if known else (terms.source or "", terms.standing or "")
            if known is not None:
                ended.append(known.pk)
            caveat = Caveat(pledge=pledge, source=source, standing=standing, known_from=self._today, **vars(said))
            self._cleaner.require(caveat, lambda: f"A caveat of pledge {terms.reference}")
            new.append(caveat)
        return [*ended, *(one.pk for one in kept.values())], new

    def _record(self, writing: Writing, said: PledgeTerms) -> None:
        """Record the event of one pledge."""
        reference, now = writing.pledge.reference, snapshot(said)
        if writing.before is None:
            audit.record(self._actor, "pledges:pledge:created", reference, after=now, reason=writing.reason)
            return
        was = snapshot(writing.before)
        changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        audit.record(
            self._actor,
            "pledges:pledge:changed",
            reference,
            before={name: was.get(name) for name in changed},
            after={name: now.get(name) for name in changed},
            reason=writing.reason,
        )


def _naming(reference: str, line: models.Model) -> Callable[[], str]:
    return lambda: f"Pledge {reference}, {line._meta.verbose_name} {line}"


def _with_source(writing: Writing) -> PledgeTerms:
    """Return the terms with their source and standing filled in from what is on record."""
    before, terms = writing.before, writing.terms
    known_source = (before.source or "") if before else ""
    known_standing = (before.standing if before else None) or Standing.ENTERED.value
    return replace(
        terms,
        source=known_source if terms.source is None else terms.source,
        standing=known_standing if terms.standing is None else terms.standing,
    )


def _units(named: Iterable[tuple[Pledge, str]]) -> Mapping[str, NationalUnit]:
    """Return the national units by code. Raises Refused for one that is not on record for the State of its pledge."""
    wanted = [(pledge, code) for pledge, code in named if code]
    found = {one.code: one for one in NationalUnit.objects.filter(code__in={code for _, code in wanted})}
    for pledge, code in wanted:
        if code not in found or found[code].state_id != pledge.state_id:
            told = f"National unit {code!r} is not on record for {pledge.state.name}"
            raise Refused(f"Pledge {pledge.reference}: {told}; enter it first, or leave it empty.")
    return found
