"""What is answered when something is wrong, in one shape for every status."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from muster.kit.errors import MusterError, Refused
from muster.kit.openapi.records import Answer


class Fault(Answer):
    """One thing wrong: where it is, what is wrong, what to do about it."""

    place: str
    message: str
    remedy: str


class Complaint(Answer):
    """Why a request was not answered: one line, and each fault if there are several."""

    detail: str
    problems: list[Fault] = Field(default_factory=list)


READ_ERRORS: dict[int, type[Complaint]] = {401: Complaint, 403: Complaint, 404: Complaint, 422: Complaint}
WRITE_ERRORS: dict[int, type[Complaint]] = {400: Complaint, **READ_ERRORS}


def complaint_of(error: MusterError) -> Complaint:
    """Return the complaint for one of Muster's own errors."""
    problems = error.problems if isinstance(error, Refused) else ()
    return Complaint(
        detail=str(error),
        problems=[Fault(place=one.place, message=one.message, remedy=one.remedy) for one in problems],
    )


def complaint_of_validation(errors: list[Mapping[str, Any]]) -> Complaint:
    """Return the complaint for what the schemas refuse: the path to each value, and what is wrong with it."""
    problems = [
        Fault(
            place=".".join(str(part) for part in error["loc"]),
            message=str(error["msg"]).removeprefix("Value error, "),
            remedy="see the schema in the OpenAPI document",
        )
        for error in errors
    ]
    first = f"{problems[0].place}: {problems[0].message}" if problems else "The request cannot be understood."
    others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return Complaint(detail=first + others, problems=problems)
