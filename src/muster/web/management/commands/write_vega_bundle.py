"""Writes the script that draws charts in the page: the Vega bundle of vl-convert, made on this machine."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from muster.kit.charts.bundle import write_bundle


class Command(BaseCommand):
    """``write_vega_bundle``: into the folder ``vega`` of MUSTER_HOME, served as ``static/vega/vega.js``."""

    help = "Write the script that draws charts (from the installed vl-convert) among the static files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another folder and the wish to write anew."""
        parser.add_argument("--folder", type=Path, default=None, help="default: vega/ under MUSTER_HOME")
        parser.add_argument("--force", action="store_true", help="write it even if this version is there")

    def handle(self, *args: Any, folder: Path | None = None, force: bool = False, **options: Any) -> None:
        """Write it unless this version is there already."""
        path, is_new = write_bundle(folder or settings.HOME / "vega", force=force)
        self.stdout.write(f"{path}: {'written' if is_new else 'already there'}")
