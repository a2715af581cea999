"""Commands of the public record: importing it, asking it, and its figures. None needs the database."""
