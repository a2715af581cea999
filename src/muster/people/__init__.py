"""Persons and their contact data, minimised, purpose-bound and erasable."""
