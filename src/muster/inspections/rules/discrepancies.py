"""What a worksheet shows to differ from what is agreed, as discrepancies to be accepted or left; and how they go on.

Pure. Source: section 3.6 of the dossier: a list of discrepancies follows from an inspection, and reports are the basis
of talks on shortfalls. Who has to act, and the steps, are local choices; nobody accepts what they reported themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import About, ActingSide, DiscrepancyCode, DiscrepancyStanding, ServiceVerdict
from muster.kit.errors import Refused

S = DiscrepancyStanding
STEPS: dict[DiscrepancyStanding, tuple[DiscrepancyStanding, ...]] = {
    S.OPEN: (S.REPORTED, S.WAIVED),
    S.REPORTED: (S.CLOSED, S.OPEN, S.WAIVED),
    S.CLOSED: (),
    S.WAIVED: (),
}
"""From each standing those that may follow. Back from reported to open: what was done is not accepted."""
BY_THE_MISSION = (S.CLOSED, S.WAIVED, S.OPEN)
"""The standings that the mission gives; that something is remedied is said by who has to act."""
BELOW_STANDARD = {
    ServiceVerdict.PARTLY: "partly to standard",
    ServiceVerdict.NOT_MET: "not to standard",
    ServiceVerdict.NOT_PROVIDED: "not provided",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A discrepancy that a line of the worksheet shows: what differs in words, how many items, and who is to act."""

    code: DiscrepancyCode
    about: About
    line: int
    words: str
    items: int | None
    side: ActingSide

    @property
    def key(self) -> str:
        """Return what makes it the same one when it is proposed again."""
        return f"{self.about}-{self.line}-{self.code}"


def proposed(sheet: Worksheet) -> list[Proposed]:
    """Return what the worksheet shows, in the order of its lines; lines that nobody counted show nothing."""
    return [*_of_equipment(sheet.equipment), *_of_services(sheet.services)]


def _of_equipment(lines: Iterable[EquipmentTerms]) -> Iterator[Proposed]:
    for line in lines:
        if line.present is None:
            continue
        side = ActingSide.MISSION if line.beyond_control else ActingSide.CONTRIBUTOR
        for code, items, words in _counts(line, line.present):
            reason = f" ({line.remark.strip()})" if line.beyond_control and line.remark.strip() else ""
            told = f"{line.item}: {items} {words}{reason}"
            yield Proposed(code, About.EQUIPMENT, line.number, told[:500], items, side)


def _counts(line: EquipmentTerms, present: int) -> Iterator[tuple[DiscrepancyCode, int, str]]:
    """Yield how many items of a line are missing, broken, too many or unpainted."""
    if present < line.agreed:
        yield DiscrepancyCode.MISSING, line.agreed - present, f"of {line.agreed} agreed missing"
    if line.operational is not None and (broken := min(present, line.agreed) - line.operational) > 0:
        yield DiscrepancyCode.NOT_OPERATIONAL, broken, f"of {present} present not operational"
    if present > line.agreed:
        yield DiscrepancyCode.OVERSTOCK, present - line.agreed, f"over the {line.agreed} agreed"
    if line.painted is not None and line.painted < present:
        yield DiscrepancyCode.UNPAINTED, present - line.painted, f"of {present} present not in colours and marked"


def _of_services(lines: Iterable[ServiceTerms]) -> Iterator[Proposed]:
    for line in lines:
        words = BELOW_STANDARD.get(ServiceVerdict(line.verdict)) if line.verdict else None
        if words:
            said = f"{line.category}: {words}" + (f" ({line.remark.strip()})" if line.remark.strip() else "")
            yield Proposed(
                DiscrepancyCode.BELOW_STANDARD, About.SELF_SUSTAINMENT, line.number, said[:500], None,
                ActingSide.CONTRIBUTOR,
            )  # fmt: skip


def check_standing(standing: str, following: str, what: str) -> None:
    """Raise Refused, naming what may follow, unless a discrepancy may go from `standing` to `following`."""
    legal = STEPS[S(standing)]
    if following not in legal:
        ways = ", ".join(one.label.lower() for one in legal) or "nothing, it has ended"
        raise Refused(f"{what} is {S(standing).label.lower()} and cannot become {following!r}; possible: {ways}.")


def needs_note(standing: str, following: str) -> bool:
    """Return whether a step needs words: what shows the remedy, why it is waived, why it is not accepted."""
    return following in (S.REPORTED, S.WAIVED) or (standing, following) == (S.REPORTED, S.OPEN)
