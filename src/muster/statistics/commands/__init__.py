"""The commands of the public record: importing it, asking it. None needs the database."""
