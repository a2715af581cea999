"""Muster's own line icons on a 16 px grid, as the inside of an SVG element.

Strokes and fills take the colour of the text around them (the style sheet's ``.icon``).
"""

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    # a globe with its meridian: where things stand
    "situation": '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c4 4 4 8 0 12M8 2c-4 4-4 8 0 12"/>',
    # a list with an open place
    "requirements": '<path d="M6.5 3.5H14M6.5 8H14M6.5 12.5H14"/><path d="M2 2h3v3H2zM2 6.5h3v3H2zM2 11h3v3H2z"/>',
    # a raised flag
    "pledges": '<path d="M3.5 14.5V2M3.5 2.5h9l-2 3 2 3h-9"/>',
    # bars along time
    "plan": '<path d="M2 2v12h12"/><path d="M4.5 4.5h5M6.5 8H13M4.5 11.5h4" stroke-width="2.2"/>',
    # a road to a place
    "deployments": (
        '<path d="M8 14.5S12.5 10 12.5 6.5a4.5 4.5 0 0 0-9 0C3.5 10 8 14.5 8 14.5z"/><circle cx="8" cy="6.5" r="1.5"/>'
    ),
    # an open book
    "reference": (
        '<path d="M8 4C6.5 2.7 4.5 2.5 2 2.5V13c2.5 0 4.5.2 6 1.5 1.5-1.3 3.5-1.5 '
        '6-1.5V2.5c-2.5 0-4.5.2-6 1.5zM8 4v10.5"/>'
    ),
    # folders of papers
    "cases": '<path d="M2 13V3.5h4.5L8 5.5h6V13z"/>',
    # a cap
    "training": '<path d="M1 6.5 8 3.5l7 3-7 3zM4 8v3.5c2 2 6 2 8 0V8"/>',
    # coins
    "money": (
        '<ellipse cx="8" cy="4.5" rx="5.5" ry="2"/>'
        '<path d="M2.5 4.5v7c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2v-7M2.5 8c0 1.1 2.5 2 5.5 2s5.5-.9 5.5-2"/>'
    ),
    # two who speak
    "consultations": '<path d="M2 2.5h8v6H5.5L3 10.5v-2H2zM12 5.5h2v6h-1v2l-2.5-2H6.5"/>',
    # a gavel's verdict: a ticked sheet
    "decisions": '<path d="M3 1.5h7l3 3v10H3zM5.5 9l2 2 3.5-4"/>',
    # a sheet on a clipboard, ticked
    "inspections": '<path d="M3.5 3h9v11.5h-9zM6 1.5h4v3H6z"/><path d="m5.8 9.3 1.7 1.7 3-3.5"/>',
    # columns
    "statistics": '<path d="M2 14h12"/><path d="M4 11.5v-4M8 11.5v-9M12 11.5v-6" stroke-width="2.2"/>',
    # a ruler
    "ruler": '<path d="M1.5 5.5h13v5h-13zM4 5.5v2.2M6.7 5.5v3M9.3 5.5v2.2M12 5.5v3"/>',
    # people
    "people": (
        '<circle cx="6" cy="5" r="2.5"/>'
        '<path d="M1.5 13.5c0-6 9-6 9 0M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.5c1.5.7 2.5 2 2.5 4"/>'
    ),
    "bell": '<path d="M3 12c1.2-1.2 1.2-2.5 1.2-5a3.8 3.8 0 0 1 7.6 0c0 2.5 0 3.8 1.2 5zM6.5 14.3c.8.6 2.2.6 3 0"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/>',
    "calendar": '<path d="M2 3.5h12v10.5H2zM2 6.5h12M5 2v3M11 2v3"/>',
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "user": '<circle cx="8" cy="5" r="3"/><path d="M2.5 14.5c0-7 11-7 11 0"/>',
    "columns": '<path d="M2 2.5h12v11H2zM6 2.5v11M10 2.5v11"/>',
    "download": '<path d="M8 2v8M4.5 7 8 10.5 11.5 7M2 13.5h12"/>',
    "add": '<path d="M8 2.5v11M2.5 8h11"/>',
    "edit": '<path d="m2.5 13.5.7-3.5 8-8 2.8 2.8-8 8z"/>',
    "close": '<path d="m3.5 3.5 9 9M12.5 3.5l-9 9"/>',
    "next": '<path d="m6 3 5 5-5 5"/>',
    "previous": '<path d="m10 3-5 5 5 5"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 2"/>',
    "density": '<path d="M2 3h12M2 6.3h12M2 9.7h12M2 13h12"/>',
    "warning": '<path d="M8 2 15 14H1zM8 6.5v3.5M8 11.8v.4"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.3v4M8 4.6V5"/>',
    "done": '<path d="m2.5 8.5 3.5 3.5 7.5-8"/>',
}
