"""How a paper says that it is made up for demonstration, in each of its languages."""

from collections.abc import Mapping
from types import MappingProxyType

from muster.kit.papers.paper import Language

ILLUSTRATIVE: Mapping[Language, str] = MappingProxyType(
    {
        "en": "Illustrative: this document counts records made up for demonstration; it is no published fact.",
        "fr": "À titre d'illustration : ce document repose sur des données inventées et n'énonce aucun fait publié.",
    }
)
