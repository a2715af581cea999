"""Tests of the figures of the public record."""
