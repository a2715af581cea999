"""Facts of the field with units and sources: States, operations, unit types, levels, parameters.

Every fact is a row of a CSV table in ``tables/``, with its source and its standing. ``catalogue`` reads any table;
the other modules give typed access. Nothing here needs Django or a database.
"""
