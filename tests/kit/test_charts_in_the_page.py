"""Charts in a real browser: drawn under the site's content security policy, in light and dark, and not needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.template.loader import render_to_string

import muster.kit
from muster.kit.charts.bundle import write_bundle
from muster.kit.style_guide import sample_charts
from muster.web.security import POLICY

STATIC = Path(muster.kit.__file__).parent / "static" / "kit"
CHROMIUM = "/usr/bin/chromium"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's Chromium"),
]


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the site's policy, and says nothing."""

    def end_headers(self) -> None:
        """Add the policy to every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with every chart."""
    root = tmp_path_factory.mktemp("site")
    (root / "static").mkdir()
    (root / "static" / "kit").symlink_to(STATIC)
    write_bundle(root / "static" / "vega")
    drawn = "".join(render_to_string("kit/chart.html", {"chart": chart}) for chart in sample_charts())
    head = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="static/kit/tokens.css"><link rel="stylesheet" href="static/kit/muster.css">'
        '<script type="module" src="static/kit/charts.js"></script>'
    )
    (root / "index.html").write_text(head + drawn, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@dataclass
class Seen:
    """What a reader finds on the page."""

    complaints: list[str] = field(default_factory=list)
    drawings: int = 0
    marks: int = 0
    ground: str = ""
    words: str = ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def look(browser: Any, address: str, *, scheme: str = "light", scripts: bool = True) -> Seen:
    """Open the page and report."""
    seen = Seen()
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
    page.goto(address)
    if scripts:
        page.locator("[data-chart] svg").nth(2).wait_for()
        seen.ground = page.evaluate("getComputedStyle(document.querySelector('[data-chart] svg')).backgroundColor")
    seen.drawings = page.locator("[data-chart] svg").count()
    seen.marks = page.locator("[data-chart] svg path").count()
    seen.words = page.locator("body").inner_text()
    context.close()
    return seen


def test_every_chart_is_drawn_under_the_policy_without_a_complaint(browser: Any, address: str) -> None:
    seen = look(browser, address)
    assert seen.complaints == []
    assert seen.drawings == 3
    assert seen.marks > 200


def test_charts_follow_the_dark(browser: Any, address: str) -> None:
    assert look(browser, address).ground == "rgb(253, 252, 250)"
    assert look(browser, address, scheme="dark").ground == "rgb(20, 23, 27)"


def test_without_scripts_the_figures_are_there_as_tables(browser: Any, address: str) -> None:
    seen = look(browser, address, scripts=False)
    assert seen.drawings == 0
    assert seen.words.count("The drawing needs JavaScript") == 3
    assert seen.words.count("The figures as a table") == 3
