"""The public record of peacekeeping as columns: data sets that a user has, read by DuckDB out of Parquet."""
