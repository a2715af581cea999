"""Connections to DuckDB that print nothing."""

import duckdb


def quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The connection, or a cursor of one, without the bar that DuckDB writes into the output after two seconds."""
    connection.execute("SET enable_progress_bar = false")
    return connection
