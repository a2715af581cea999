"""The API door: OpenAPI over the same records, with the same visibility."""
