"""How a version of a memorandum is checked and stored with its lines."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from muster.kit.clean_fields import FieldCleaner, require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.reimbursement.memorandum_terms import VersionTerms
from muster.reimbursement.models import AgreedEquipment, AgreedService, Memorandum, MemorandumVersion, RateEdition
from muster.reimbursement.queries.editions import visible_editions
from muster.reimbursement.queries.rate_books import member_states, rate_book
from muster.reimbursement.rules.memorandum_lines import LineGround, version_problems
from muster.reimbursement.rules.memorandum_rates import filled

SPECIAL_CASE = "special_case_threshold_usd"
LINES = frozenset({"equipment", "services", "edition"})
OF_STATES = ("owner", "maintainer", "provider")


@dataclass(frozen=True)
class ReadyVersion:
    """What may be stored: terms filled from the edition, the edition itself, and the other States by code."""

    terms: VersionTerms
    edition: RateEdition | None
    states: dict[str, Organisation]


def edition_for(actor: Viewer, reference: str, today: date, kept: RateEdition | None = None) -> RateEdition | None:
    """Return the edition that is agreed on; None where none is named. Raises Refused for one that is not to be had.

    `kept` is the edition of the version before: its sides go on with it, whoever loaded it.
    """
    if not reference:
        return None
    if kept is not None and kept.reference == reference:
        return kept
    found = visible_editions(actor, today).filter(reference=reference).first()
    if found is None:
        words = f"there is no edition {reference!r} that you may agree on"
        raise Refused(problems=[Problem("edition of rates", words, "load it first, or name none", "edition")])
    return found


def require_version_terms(
    actor: Viewer, memorandum: Memorandum, terms: VersionTerms, today: date, kept: RateEdition | None = None
) -> ReadyVersion:
    """Return what is said, filled from the edition. Raises Refused with every problem by its line."""
    edition = edition_for(actor, terms.edition, today, kept)
    book, states = rate_book(edition), member_states()
    equipment, services = filled(terms.equipment, terms.services, book)
    whole = replace(terms, equipment=equipment, services=services, reason=terms.reason.strip())
    threshold = parameter(SPECIAL_CASE, terms.holds_from).decimal
    ground = LineGround(book, memorandum.unit.state.code, states.keys(), threshold)
    if problems := version_problems(whole, ground):
        raise Refused(f"Memorandum {memorandum.reference} cannot be recorded so.", problems)
    return ReadyVersion(whole, edition, states)


def write_version(
    memorandum: Memorandum, ready: ReadyVersion, number: int, known_from: date, *, changes: Sequence[str]
) -> MemorandumVersion:
    """Store a further version with its lines."""
    version = MemorandumVersion(memorandum=memorandum, number=number, known_from=known_from, changes=list(changes))
    _take_head(version, ready)
    version.save(force_insert=True)
    _store_lines(version, ready)
    return version


def replace_lines(version: MemorandumVersion, ready: ReadyVersion) -> None:
    """Store what a draft says in place of what it said."""
    _take_head(version, ready)
    version.save()
    version.equipment.all().delete()
    version.self_sustainment.all().delete()
    _store_lines(version, ready)


def _take_head(version: MemorandumVersion, ready: ReadyVersion) -> None:
    said = {name: value for name, value in asdict(ready.terms).items() if name not in LINES}
    for name, value in said.items():
        setattr(version, name, value)
    version.region = version.region.strip()
    version.edition = ready.edition
    require_clean_fields(version, f"Memorandum {version.memorandum.reference}, version {version.number}")


def _store_lines(version: MemorandumVersion, ready: ReadyVersion) -> None:
    cleaner = FieldCleaner()
    equipment = [AgreedEquipment(version=version, number=number, **_values(asdict(one), ready))
                 for number, one in enumerate(ready.terms.equipment, start=1)]  # fmt: skip
    services = [AgreedService(version=version, number=number, **_values(asdict(one), ready))
                for number, one in enumerate(ready.terms.services, start=1)]  # fmt: skip
    for line in (*equipment, *services):
        cleaner.require(line, lambda line=line: f"{line._meta.verbose_name} line {line.number}")  # type: ignore[misc]
    AgreedEquipment.objects.bulk_create(equipment)
    AgreedService.objects.bulk_create(services)


def _values(said: dict[str, object], ready: ReadyVersion) -> dict[str, object]:
    """Return the values of a line for storage: States for their codes, names without white space around them."""
    found: dict[str, object] = {}
    for name, value in said.items():
        if name in OF_STATES:
            found[name] = ready.states[str(value)] if value else None
        else:
            found[name] = value.strip() if isinstance(value, str) else value
    return found
