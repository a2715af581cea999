"""The OpenAPI document, with what many operations answer alike worked out once."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import JsonSchemaMode

RESPONSE = "response"
"""The one field of the model that Ninja makes of each answer of each operation."""


class Document(OpenAPISchema):
    """Ninja's document of an API.

    Ninja makes a model of its own of every answer; most answers are the same few complaints, in every operation.
    """

    def _create_schema_from_model(
        self,
        model: Any,
        by_alias: bool = True,
        remove_level: bool = True,
        mode: JsonSchemaMode = "validation",
    ) -> tuple[dict[str, Any], bool]:
        """Return the schema of a model, and whether it is required; that of an answer already met is not made again."""
        fields = model.model_fields
        if not remove_level or list(fields) != [RESPONSE]:
            return super()._create_schema_from_model(model, by_alias, remove_level, mode)
        met: dict[Any, tuple[dict[str, Any], bool]] = self.__dict__.setdefault("met", {})
        key = (repr(fields[RESPONSE]), fields[RESPONSE].annotation, by_alias, mode)
        if key not in met:
            met[key] = super()._create_schema_from_model(model, by_alias, remove_level, mode)
        return met[key]
