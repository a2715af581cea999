"""What PostgreSQL believes of its tables, and how to correct it after many rows came in."""

from django.db import connection


def renew_table_statistics() -> None:
    """Have PostgreSQL count its tables, with the rows that this transaction wrote.

    It counts by itself a minute or more after they are committed; until then it plans by old counts, and a question
    over ten tables was seen to take more than twenty minutes. SQLite needs no such count.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
