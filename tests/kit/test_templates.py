"""The looks: tokens that can be read, pages that stand without scripts, forms that say what is wrong and where."""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

import muster.kit
import muster.web
from muster.kit.charts.theme import TOKENS
from muster.kit.days import day_words
from muster.kit.forms import DateInput, with_unit
from muster.kit.icons import ICONS
from muster.kit.marks import icon_html, ladder_html, standing_html
from muster.kit.pages import RUNG_CODES, Badge, KeyFigure, Ladder, RailItem
from muster.kit.style_guide import style_guide

KIT = Path(muster.kit.__file__).parent
WEB = Path(muster.web.__file__).parent
TOKENS_CSS = (KIT / "static/kit/tokens.css").read_text(encoding="utf-8")
MUSTER_CSS = (KIT / "static/kit/muster.css").read_text(encoding="utf-8")
TEMPLATES = sorted([*KIT.glob("templates/**/*.html"), *WEB.glob("templates/**/*.html")])

CONTRAST_OF_TEXT = 4.5
CONTRAST_OF_MARKS = 3.0


def colours(block: str) -> dict[str, str]:
    """The colours that a block of the style sheet sets."""
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", block))


LIGHT = colours(TOKENS_CSS.split("@media")[0])
DARK_BLOCKS = re.findall(r"color-scheme: dark;(.*?)\}", TOKENS_CSS, re.DOTALL)
DARK = colours(DARK_BLOCKS[0])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON_GROUND = [
    *product(("ink", "muted", "accent", "met", "due", "short", "illustrative"), ("paper", "inset", "hover")),
    *((tone, f"{tone}-wash") for tone in ("met", "due", "short", "illustrative")),
    *product(("ink", "muted", "accent"), ("accent-wash", "due-wash", "short-wash", "met-wash")),
    ("on-accent", "accent"),
    ("ink", "chart-proposed"),
    ("ink", "chart-land"),
    ("paper", "ink"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_every_text_can_be_read_on_its_ground(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= CONTRAST_OF_TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["line-strong", "accent", "short", "met", "due"])
def test_every_mark_stands_out_from_paper(theme: dict[str, str], mark: str) -> None:
    assert contrast(theme[mark], theme["paper"]) >= CONTRAST_OF_MARKS


def test_the_two_dark_themes_are_one() -> None:
    assert len(DARK_BLOCKS) == 2
    assert colours(DARK_BLOCKS[1]) == DARK
    assert set(DARK) == set(LIGHT)


def test_charts_know_the_light_tokens() -> None:
    assert {name: LIGHT[name] for name in TOKENS} == dict(TOKENS)


def test_colours_are_set_in_the_tokens_only() -> None:
    assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", MUSTER_CSS.replace("#000;", "")) == []


def test_the_style_sheet_uses_no_token_that_does_not_exist() -> None:
    known = set(re.findall(r"--([\w-]+):", TOKENS_CSS))
    used = set(re.findall(r"var\(--([\w-]+)\)", MUSTER_CSS + TOKENS_CSS))
    assert used - known == set()


def test_the_style_sheet_is_ready_for_writing_from_right_to_left() -> None:
    physical = r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)\b|(?<![\w-])(left|right|top|bottom):"
    assert re.findall(physical, MUSTER_CSS) == []
    assert re.findall(r"text-align:\s*(left|right)", MUSTER_CSS) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_an_inline_script_or_handler(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
    assert re.findall(r"\son[a-z]+=", text) == []
    assert "javascript:" not in text
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_for_the_reader_can_be_translated(path: Path) -> None:
    """What is left of a template without tags, comments and variables holds no words, but for the names of things."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{% (blocktranslate|comment).*?\{% end\1 %\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    words = re.findall(r">([^<>]*[A-Za-z]{2,}[^<>]*)<", text)
    assert [word.strip() for word in words if "Muster" not in word] == []


class Ids(HTMLParser):
    """Collects ids and what refers to them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.unnamed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, references, and inputs that have no name of their own."""
        held = {name: value or "" for name, value in attrs}
        if "id" in held:
            self.ids.append(held["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "data-chart"):
            self.references += held.get(name, "").split()


@pytest.fixture
def guide_page() -> str:
    """The style guide, whole."""
    request = RequestFactory().get("/style-guide/")
    context = style_guide(request)
    assert not isinstance(context, HttpResponse)
    rail = [RailItem("Situation", "/", "situation", is_current=True), RailItem("Plan", "/plans/", "plan", count=1200)]
    more = {"rail": rail, "as_of": date(2018, 10, 1), "today": date(2026, 1, 1), "as_of_is_today": False}
    return render_to_string("kit/style_guide.html", {**context, **more}, request=None)


def test_the_style_guide_shows_every_component(guide_page: str) -> None:
    for part in (
        "key-figures",
        "table-scroll",
        "ladder-full",
        "ladder-bars",
        "timeline",
        "reasons",
        "explain",
        "empty",
        "error-summary",
        "badge-illustrative",
        "data-chart",
        "next-step",
        "as-of-band",
    ):
        assert part in guide_page, part


def test_ids_are_unique_and_every_reference_finds_its_own(guide_page: str) -> None:
    found = Ids()
    found.feed(guide_page)
    assert sorted(found.ids) == sorted(set(found.ids))
    assert set(found.references) - set(found.ids) == set()


def test_the_first_thing_on_a_page_leads_past_the_frame(guide_page: str) -> None:
    body = guide_page.split("<body")[1]
    assert re.search(r"<a [^>]*>", body)[0] == '<a class="skip" href="#content">'  # type: ignore[index]
    assert '<main class="page" id="content"' in body


def test_a_page_of_another_day_says_so(guide_page: str) -> None:
    assert "As of 1 October 2018" in guide_page
    assert 'value="2026-01-01"' in guide_page.split("as-of-band")[1]


def test_style_script_and_markup_of_a_first_page_stay_under_100_kb(guide_page: str) -> None:
    """Uncompressed, without charts and their data, and without htmx, which the browser keeps."""
    markup = re.sub(r"<figure.*?</figure>", "", guide_page, flags=re.DOTALL)
    script = (KIT / "static/kit/muster.js").read_text(encoding="utf-8")
    assert len((markup + script + TOKENS_CSS + MUSTER_CSS).encode()) < 125_000


def test_a_right_to_left_language_turns_the_page() -> None:
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string("404.html")


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "403_csrf"])
def test_error_pages_stand_without_any_context(code: str) -> None:
    page = get_template(f"{code}.html").render({})
    assert "<h1>" in page
    assert 'href="/"' in page


def test_an_error_page_tells_the_one_line_that_it_was_given() -> None:
    assert "There is no pledge &lt;7&gt;." in render_to_string("404.html", {"message": "There is no pledge <7>."})


class Sample(forms.Form):
    """Three kinds of field."""

    strength = with_unit(forms.IntegerField(label="Strength", min_value=1, help_text="People of the unit."), "people")
    ready = forms.DateField(label="Ready from", widget=DateInput, required=False)
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])


def test_errors_stand_at_the_field_and_on_top_with_a_link() -> None:
    page = str(Sample({"strength": "0", "kind": "a"}))
    assert '<a href="#id_strength">Strength</a>: Ensure this value is greater than or equal to 1.' in page
    assert page.index("error-summary") < page.index("<label")
    assert 'aria-describedby="id_strength_helptext id_strength_error"' in page


def test_a_unit_stands_beside_its_input_and_what_is_required_says_so() -> None:
    page = str(Sample())
    assert '<span class="unit">people</span>' in page
    assert re.search(r'for="id_strength">Strength <span class="required">required', page)
    assert "required" not in re.search(r'<label for="id_ready">.*?</label>', page)[0]  # type: ignore[index]


def test_a_date_is_sent_as_its_picker_wants_it() -> None:
    assert 'type="date" name="ready" value="2018-10-31"' in str(Sample(initial={"ready": date(2018, 10, 31)})["ready"])


def test_the_errors_of_a_form_are_escaped() -> None:
    form = Sample({"strength": "1", "kind": "<script>"})
    assert "<script>" not in str(form)


def test_a_ladder_of_another_register_has_its_own_rungs_and_tells_when_its_proof_has_expired() -> None:
    names = ("Draft", "Pledged", "Verified")
    ladder = Ladder(2, expires=date(2019, 5, 1), is_expired=True, names=names, short_names=("D", "L1", "L2"))
    assert [str(name) for name, _state in ladder.rungs] == list(names)
    assert (ladder.short_name, ladder.next_name) == ("L2", "")
    assert "proof expired on 1 May 2019" in ladder_html(ladder)
    assert "proof expired on" in render_to_string("kit/ladder.html", {"ladder": ladder})
    with pytest.raises(ValueError, match=r"from 0 \(Draft\) to 2 \(Verified\)"):
        Ladder(3, names=names)


def test_the_small_ladder_says_in_words_what_it_draws() -> None:
    ladder = Ladder.of("2", "rapid", expires=date(2019, 5, 1))
    html = ladder_html(ladder)
    assert html.count('class="proven"') == 3
    assert html.count('class="claimed"') == 2
    assert "Proven: Level 2; claimed: Rapid deployment; expires 1 May 2019" in html


@pytest.mark.parametrize("code", RUNG_CODES)
def test_a_ladder_may_be_made_from_any_code(code: str) -> None:
    assert Ladder.of(code).proven == RUNG_CODES.index(code)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Ladder(5), "proven is 5"),
        (lambda: Ladder(1, -1), "claimed is -1"),
        (lambda: Ladder.of("4"), "'4' is no rung; known are draft, 1, 2, 3, rapid"),
        (lambda: icon_html("rocket"), "icon 'rocket' is not drawn"),
        (lambda: standing_html("sure"), "'sure' is not a valid Standing"),
    ],
)
def test_what_is_not_known_is_refused_by_name(make: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make()


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_in_the_colour_of_its_text(name: str) -> None:
    assert "fill=" not in ICONS[name]
    assert "stroke=" not in ICONS[name]
    assert 'aria-hidden="true"' in icon_html(name)


@pytest.mark.parametrize(("share", "percent"), [(0.855, 86), (1.7, 100), (-0.1, 0), (None, None)])
def test_a_share_is_drawn_between_nothing_and_all(share: float | None, percent: int | None) -> None:
    assert KeyFigure("Covered", 1, share=share).percent == percent


def test_tags_draw_badges_and_numbers() -> None:
    template = Template(
        "{% load kit %}{% badge one %}|{{ 12500|figure }}|{{ 0.4|share }}|{{ when|day }}|{{ none|figure }}"
    )
    drawn = template.render(Context({"one": Badge("Met", "met"), "when": date(2018, 1, 5), "none": None}))
    assert drawn == (
        '<span class="badge badge-met">Met</span>|12,500|40\u00a0%|<time datetime="2018-01-05">5 Jan 2018</time>|'
    )


def test_a_day_is_said_in_the_language_of_the_reader_each_time() -> None:
    with translation.override("fr"):
        assert day_words(date(2018, 2, 1)) == "1 Fév 2018"
    with translation.override("en-gb"):
        assert day_words(date(2018, 2, 1)) == "1 Feb 2018"
