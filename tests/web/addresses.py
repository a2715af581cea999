"""Every address of the site, read from the URLconf itself: what is not found here cannot be asked for."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from muster.api.api import api

API_PREFIX = "api/v1/"
SITE_METHODS = ("GET", "POST")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield the route of every pattern, those of included URLconfs under their prefix."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def api_methods() -> dict[str, tuple[str, ...]]:
    """Return the methods of each operation of the API by its route."""
    document = api.get_openapi_schema(path_prefix=f"/{API_PREFIX}")
    return {
        path.removeprefix("/").replace("{", "<").replace("}", ">"): tuple(method.upper() for method in operations)
        for path, operations in document["paths"].items()
    }


def every_address() -> set[str]:
    """Return each method and route, as `GET pledges/<slug:reference>/`; pages are asked by GET and POST alike."""
    methods = api_methods()
    found = set()
    for route in routes():
        is_api = route.startswith(API_PREFIX)
        found |= {f"{method} {route}" for method in methods.get(route, ("GET",) if is_api else SITE_METHODS)}
    return found
