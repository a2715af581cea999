"""Badges, ladders and icons as HTML: the small marks that tables and pages share."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from muster.kit.days import day_words
from muster.kit.icons import ICONS
from muster.kit.pages import Badge, Ladder, Text
from muster.kit.standing import Standing

KEPT = 512
"""Marks kept as they were drawn: a page of days has hundreds of the same."""


@lru_cache(maxsize=KEPT)
def icon_html(name: str, label: str = "") -> SafeString:
    """An icon of ours as inline SVG; silent for screen readers unless it has a label. An unknown name is refused."""
    if name not in ICONS:
        known = ", ".join(sorted(ICONS))
        raise ValueError(f"icon {name!r} is not drawn; known are {known}")
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    drawing = mark_safe(ICONS[name])
    return format_html('<svg class="icon" viewBox="0 0 16 16" width="16" height="16" {}>{}</svg>', told, drawing)


def badge_html(badge: Badge) -> SafeString:
    """A named status: its shape comes from the style sheet by tone, its word is always there."""
    title = format_html(' title="{}"', badge.title) if badge.title else ""
    return format_html('<span class="badge badge-{}"{}>{}</span>', badge.tone, title, badge.label)


def ladder_words(ladder: Ladder) -> str:
    """What the ladder shows, in one sentence."""
    words = [_("Proven: %(rung)s") % {"rung": ladder.proven_name}]
    if ladder.claimed_name:
        words.append(_("claimed: %(rung)s") % {"rung": ladder.claimed_name})
    if ladder.expires and ladder.is_expired:
        words.append(_("proof expired on %(day)s") % {"day": day_words(ladder.expires)})
    elif ladder.expires:
        words.append(_("expires %(day)s") % {"day": day_words(ladder.expires)})
    return "; ".join(words)


def ladder_html(ladder: Ladder) -> SafeString:
    """The small ladder of lists: five rising rungs, the short name of the proven one, and what expires."""
    bars = format_html_join("", '<i class="{}"></i>', ((state,) for _name, state in ladder.rungs))
    words = ladder_words(ladder)
    return format_html(
        '<span class="ladder" title="{}"><span class="ladder-bars" aria-hidden="true">{}</span>'
        '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        words,
        bars,
        ladder.short_name,
        words,
    )


def illustrative_html() -> SafeString:
    """The mark of a demonstration record: the hatch and the word."""
    return _illustrative_html(get_language())


@lru_cache(maxsize=KEPT)
def _illustrative_html(language: str | None) -> SafeString:
    """Language is part of the key: the mark has other words in another one."""
    title = _("A record of the demonstration, not a published fact")
    return badge_html(Badge(_("illustrative"), "illustrative", title))


def illustrative_word() -> SafeString:
    """The mark of a demonstration record where its row already carries the hatch: the word alone."""
    title = _("A record of the demonstration, not a published fact")
    return format_html('<span class="mark-illustrative" title="{}">{}</span>', title, _("illustrative"))


def standing_html(standing: str, source: Text = "") -> SafeString:
    """Source and standing of a fact, small; a standing that is not in the list is refused."""
    told = format_html('<span class="source">{}</span>', source) if source else SafeString("")
    if not standing:
        return told
    known = Standing(standing)
    if known is Standing.ILLUSTRATIVE:
        return format_html("{} {}", illustrative_html(), told)
    name = known.value.replace(" ", "-")
    return format_html(
        '<span class="standing standing-{}" title="{}">{}</span> {}', name, _(known.label), _(known.value), told
    )
