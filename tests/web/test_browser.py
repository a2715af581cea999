"""A real browser: charts are drawn, the keyboard suffices, light and dark, small screens, and no JavaScript at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from muster.kit.charts.bundle import write_bundle
from muster.pledges.models import Pledge
from tests.record import PASSWORD, Record, username_of

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"a real browser is needed: {CHROMIUM} is not there"),
]
PHONE_WIDTH = 390
DAY = "2018-10-01"
PAGES = (
    "/",
    "/pledges/",
    "/pledges/kaz-submitted/",
    "/requirements/req-published/",
    "/requirements/req-draft/change/",
    "/plans/plan-2018-10-01-2/",
    "/plans/new/",
    "/deployments/",
    "/reference/parameters/",
    "/search/?q=kaz",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            yield chromium
            chromium.close()


@pytest.fixture(scope="module")
def vega() -> Path:
    """The script that draws charts, as `muster serve` writes it."""
    folder = Path(django_settings.HOME) / "vega"
    write_bundle(folder)
    return folder


def is_error(told: ConsoleMessage) -> bool:
    """Return whether a line of the console tells of an error.

    None are a form that is refused (400), and a table's question that the reader's next one replaced.
    """
    harmless = ("status of 400", "htmx:afterRequest", "htmx:sendAbort")
    return told.type == "error" and not any(words in told.text for words in harmless)


@dataclass(frozen=True)
class Site:
    """The site as it runs, what is on record there, and the browser."""

    address: str
    record: Record
    browser: Browser

    @contextmanager
    def page(self, who: str = "", **manner: object) -> Iterator[Page]:
        """Open a page in a browser of its own, signed in as somebody who looks at the record of the day.

        Fails at the end if the page told the console of an error or asked for something that is not there.
        """
        context = self.browser.new_context(base_url=self.address, **manner)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        found, complaints = context.new_page(), list[str]()
        found.on("console", lambda told: complaints.append(told.text) if is_error(told) else None)
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 500 else None)
        if who:
            sign_in(found, who)
            found.goto(f"/?as_of={DAY}")
        yield found
        assert complaints == []
        context.close()


@pytest.fixture
def site(
    transactional_db: None, record: Record, live_server: LiveServer, settings: Settings, vega: Path, browser: Browser
) -> Site:
    """The site with the small record."""
    settings.STATICFILES_DIRS = [("vega", vega)]
    return Site(live_server.url, record, browser)


def sign_in(page: Page, who: str) -> None:
    """Sign in by the page, as a person does."""
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(username_of(who))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def drawn(page: Page, marks: int = 1) -> None:
    """Wait until the page's first chart is drawn with so many marks at least."""
    page.locator("[data-chart]").first.locator("svg path").nth(marks - 1).wait_for(state="attached")


def test_the_first_page_shows_the_map_with_its_missions(site: Site) -> None:
    with site.page("secretariat officer") as page:
        expect(page.get_by_role("heading", name="Situation", level=1)).to_be_visible()
        drawn(page, marks=100)  # the outline of the world has more pieces than that
        expect(page.locator("[data-chart] svg").first.get_by_text("UNIFIL").first).to_be_attached()
        page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Requirements").click()
        expect(page).to_have_url(f"{site.address}/requirements/")


def test_the_page_of_a_plan_draws_its_gantt_and_leads_to_the_pledge(site: Site) -> None:
    with site.page("secretariat officer") as page:
        page.goto("/plans/plan-2018-10-01-2/")
        drawn(page, marks=4)
        gantt = page.locator("#gantt svg")
        assert gantt.get_by_text("req-published-coy").count() > 0
        expect(page.locator("[data-chart] svg.marks")).to_have_count(page.locator("[data-chart]").count())
        page.locator("#stays").get_by_role("link", name="kaz-submitted").click()
        page.wait_for_url("**/pledges/kaz-submitted/")


def test_a_table_is_found_filtered_and_walked_by_keyboard_alone(site: Site) -> None:
    with site.page("secretariat officer") as page:
        page.goto("/pledges/")
        page.keyboard.press("/")
        expect(page.get_by_label("Search", exact=True)).to_be_focused()
        page.keyboard.press("Escape")
        filter_of_state = page.get_by_label("State contains")
        for _ in range(80):
            if filter_of_state.evaluate("field => field === document.activeElement"):
                break
            page.keyboard.press("Tab")
        expect(filter_of_state).to_be_focused()
        page.keyboard.type("India")
        page.keyboard.press("Enter")
        page.wait_for_url("**/pledges/?*state=India*")
        expect(page.get_by_role("status").filter(has_text="hidden by filters")).to_be_visible()
        assert "Kazakhstan" not in page.locator("table tbody").inner_text()
        assert "columns=" not in page.url, "an address says only what was asked"
        page.locator("body").click(position={"x": 5, "y": 5})
        page.keyboard.press("j")
        expect(page.locator("tbody tr").nth(0).get_by_role("link").first).to_be_focused()
        page.keyboard.press("j")
        expect(page.locator("tbody tr").nth(1).get_by_role("link").first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/pledges/ind-*/")


def test_the_first_key_leads_past_the_frame(site: Site) -> None:
    with site.page("secretariat officer") as page:
        page.goto("/pledges/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


def colours(page: Page) -> tuple[int, int]:
    """Return the brightness of paper and ink, from 0 (black) to 765 (white)."""
    paper, ink = page.evaluate(
        """() => ["background-color", "color"].map((name) =>
            getComputedStyle(document.body).getPropertyValue(name).match(/[0-9]+/g).slice(0, 3)
                .reduce((sum, part) => sum + Number(part), 0))"""
    )
    return paper, ink


def test_light_and_dark_follow_the_system_and_the_chart_follows_them(site: Site) -> None:
    words: dict[str, int] = {}
    for scheme, is_light in (("light", True), ("dark", False)):
        with site.page("secretariat officer", color_scheme=scheme) as page:
            page.goto("/plans/plan-2018-10-01-2/")
            paper, ink = colours(page)
            assert (paper > ink) is is_light
            assert abs(paper - ink) > 300
            drawn(page)
            fill = page.locator("#gantt svg text").first.evaluate("text => getComputedStyle(text).fill")
            words[scheme] = sum(int(part) for part in fill.removeprefix("rgb(").rstrip(")").split(", ")[:3])
            assert abs(words[scheme] - paper) > 200, "the chart's words can be read on the paper"
    assert words["light"] != words["dark"]


def test_no_page_is_wider_than_a_phone(site: Site) -> None:
    with site.page("secretariat officer", viewport={"width": PHONE_WIDTH, "height": 800}) as page:
        wide = {}
        for address in PAGES:
            page.goto(address)
            if page.locator("[data-chart]").count():
                drawn(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > PHONE_WIDTH:
                wide[address] = width
        assert wide == {}


def test_on_a_phone_the_rail_unfolds_by_its_button(site: Site) -> None:
    with site.page("secretariat officer", viewport={"width": PHONE_WIDTH, "height": 800}) as page:
        link = page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Pledges")
        expect(link).to_be_hidden()
        page.locator("label[for=rail-switch]").click()
        expect(link).to_be_visible()


def test_without_javascript_one_signs_in_filters_chooses_a_day_and_reads_the_plan(site: Site) -> None:
    with site.page("secretariat officer", java_script_enabled=False) as page:
        page.goto("/pledges/")
        page.get_by_label("State contains").fill("India")
        page.get_by_label("State contains").press("Enter")
        page.wait_for_url("**/pledges/?*state=India*")
        assert "Kazakhstan" not in page.locator("table tbody").inner_text()
        page.get_by_label("Show the record as of this day").fill("2017-12-31")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_text("As of 31 December 2017", exact=True)).to_be_visible()
        page.goto(f"/plans/plan-2018-10-01-2/?as_of={DAY}")
        expect(page.get_by_text("The drawing needs JavaScript").first).to_be_visible()
        expect(page.locator("#stays").get_by_text("Kazakhstan").first).to_be_visible()
        page.get_by_text("The figures as a table").first.click()
        expect(page.get_by_role("region", name="Coverage by unit type").get_by_text("INF-COY")).to_be_visible()


def test_without_javascript_a_form_is_sent_and_its_errors_are_told(site: Site) -> None:
    with site.page("owning State", java_script_enabled=False) as page:
        page.goto("/pledges/kaz-submitted/change/")
        page.locator("input[name=strength]").fill("0")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("This cannot be saved yet")
        page.locator("input[name=strength]").fill("144")
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/pledges/kaz-submitted/?as_of=*")
        assert Pledge.objects.get(reference="kaz-submitted").latest.strength == 144


def test_a_requirement_is_made_in_the_browser_as_the_form_stands(site: Site) -> None:
    """Rows that nobody touched are left out: what the browser sends for them must not count as filled in."""
    with site.page("secretariat officer") as page:
        page.goto("/requirements/new/")
        for name, value in (("reference", "BY-HAND"), ("title", "A company"), ("posts-0-reference", "BY-HAND-COY")):
            page.locator(f"#id_{name}").fill(value)
        for name, value in (("mission", "UNIFIL"), ("posts-0-unit_type", "INF-COY")):
            page.locator(f"#id_{name}").select_option(value)
        for name, value in (("posts-0-strength", "120"), ("posts-0-needed_from", "2019-01-01")):
            page.locator(f"#id_{name}").fill(value)
        page.get_by_role("button", name="Save").click()
        page.wait_for_url("**/requirements/BY-HAND/**")
        expect(page.get_by_role("heading", name="A company", level=1)).to_be_visible()
