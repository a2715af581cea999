"""The rows of a large table of inputs, drawn without a template: a memorandum has thousands of cells."""

from typing import Any

from django.forms import Form
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString


def drawn_rows(rows: Any) -> SafeString:
    """Return the rows of a formset as rows of a table: a number, and an input with its label in each cell."""
    labels = {name: escape(field.label) for name, field in rows.empty_form.fields.items()}
    return format_html_join(
        "",
        '<tr id="{}"><th scope="row">{}</th>{}</tr>\n',
        ((row.prefix, number, _cells(row, labels)) for number, row in enumerate(rows, 1)),
    )


def _cells(row: Form, labels: dict[str, SafeString]) -> SafeString:
    """Return the cells of a row; `labels` by the names of fields, escaped once for all rows."""
    return SafeString(
        "".join(
            f'<td><label class="visually-hidden" for="{escape(field.id_for_label)}">{labels[field.name]}</label>'
            f"{field.as_widget()}</td>"
            for field in row.visible_fields()
        )
    )
