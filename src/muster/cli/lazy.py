"""A group of commands that imports a command's module only when that command is called."""

import importlib
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from muster.cli.django_setup import refuse_unless_migrated, setup_django
from muster.cli.table import ENTRIES, Entry


class LazyCommand(TyperCommand):
    """Stands in for a command: knows its name and line of help, and becomes the real one when it is called."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.name, help=entry.help)
        self.entry = entry

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> typer.Context:
        """Load the real command and hand over to it."""
        real: Any = load(self.entry)
        on_files = bool(args) and args[0] in self.entry.works_on_files
        if self.entry.needs_tables and not on_files and "--help" not in args:
            refuse_unless_migrated()
        context: typer.Context = real.make_context(info_name, args, parent=parent, **extra)
        return context


def load(entry: Entry) -> Any:
    """The real command of a table entry."""
    if entry.needs_record:
        setup_django()
    module_name, attribute = entry.app.split(":")
    return typer.main.get_command(getattr(importlib.import_module(module_name), attribute))


class LazyGroup(TyperGroup):
    """`muster` itself: its commands are those of the table, in the table's order."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for entry in ENTRIES:
            self.add_command(LazyCommand(entry), entry.name)
