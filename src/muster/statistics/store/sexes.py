"""Figures with the sexes beside each other in one row, and the same as one row a sex.

Files of many rows are kept in the first form, a third of the size; the views of the store show the second. A query
that names a sex reads one column alone: the parts of the union that stand for the others fall away.
"""

from collections.abc import Mapping

from muster.statistics.store.schema import Table

SEXES: Mapping[str, str] = {"female": "female", "male": "male", "all": "total"}
"""Word of a sex in the store, and the column that holds its figure in a file with the sexes beside each other."""


def one_row_a_sex(relation: str, wanted: Table, replaced: Mapping[str, str]) -> str:
    """A query for the columns of a table, out of a relation that has the sexes beside each other.

    `replaced` gives an SQL expression for a column that the relation does not have; `{figure}` in it stands for the
    column of the sex.
    """
    parts = []
    for sex, figure in SEXES.items():
        given = {"sex": f"'{sex}'", "count": figure} | {
            name: text.format(figure=figure) for name, text in replaced.items()
        }
        cells = ", ".join(
            f'({given[one.name]})::{one.type} AS "{one.name}"' if one.name in given else f'"{one.name}"'
            for one in wanted.columns
        )
        parts.append(f"SELECT {cells} FROM {relation} WHERE {figure} IS NOT NULL")
    return " UNION ALL ".join(parts)
