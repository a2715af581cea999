"""An import that is killed leaves nothing of itself behind."""

from pathlib import Path

import pytest

from tests.kill import victim

BEFORE = "before the import"

EXPORT = """
from datetime import date
from django.conf import settings
from muster.parties.viewer import SYSTEM
from muster.pledges import workbook
from muster.pledges.models import PledgeVersion
(settings.HOME / "pledges.xlsx").write_bytes(workbook.export(SYSTEM, date(2030, 1, 1)))
PledgeVersion.objects.update(title="{before}")
"""
# Every pledge has another title than in the workbook: the import changes them all back.
IMPORT = """
from datetime import date
from django.conf import settings
from muster.audit import actions as audit
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.pledges import workbook
record, changes = audit.record, []
def record_and_count(*arguments, **named):
    changes.append(arguments)
    if len(changes) == {fatal_change}:
        die()
    return record(*arguments, **named)
audit.record = record_and_count
register = Organisation.objects.get(code="UN")
data = (settings.HOME / "pledges.xlsx").read_bytes()
print(*workbook.import_workbook(SYSTEM, data, register=register, today=date(2030, 1, 1)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("fatal_change", [1, 50])
def test_a_killed_import_changes_nothing_and_can_be_run_again(home: Path, fatal_change: int) -> None:
    victim.run(home, EXPORT.format(before=BEFORE))
    before = victim.counts(home)
    victim.run_until_killed(home, IMPORT.format(fatal_change=fatal_change))
    assert victim.is_sound(home)
    assert victim.ask(home, "SELECT DISTINCT title FROM pledges_pledgeversion WHERE known_until IS NULL") == [(BEFORE,)]
    assert victim.counts(home) == before

    created, changed = victim.run(home, IMPORT.format(fatal_change=-1)).split()
    assert (created, changed) == ("0", str(before["pledges_pledge"]))
    assert victim.is_sound(home)


@pytest.mark.slow
def test_a_killed_load_of_the_demonstration_leaves_an_empty_record(
    killed_load: Path, loaded: Path, tmp_path: Path
) -> None:
    """The whole record is one import. A copy is looked at, as opening it undoes what was begun."""
    after_death = victim.copy(killed_load, tmp_path / "after-death")
    assert victim.is_sound(after_death)
    empty = victim.counts(victim.migrated())
    assert victim.counts(after_death) == empty

    after_second_load = victim.copy(loaded, tmp_path / "after-second-load")
    assert victim.counts(after_second_load) != empty
    assert victim.is_sound(after_second_load)
