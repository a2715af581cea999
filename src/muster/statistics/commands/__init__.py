"""Commands of `muster` that answer from the public record; none of them needs a database."""
