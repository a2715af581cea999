"""A file that came with a form, as `store_document` takes it."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from muster.kit.errors import Problem, Refused
from muster.parties.request import MusterRequest
from muster.reference.parameters import parameter


@dataclass(frozen=True)
class SentFile:
    """A file's name as it was sent, not yet cleaned, and its bytes."""

    name: str
    data: bytes


def uploaded_document(request: MusterRequest, field: str) -> SentFile:
    """Return the file that was sent in `field`. Raises Refused, before it is read, if there is none or it is too large.

    Whether it may be kept is decided by `store_document`.
    """
    upload = request.FILES.get(field)
    if upload is None:
        raise Refused(problems=[Problem("file", "no file was sent", "choose one")])
    return sent_file(request, upload)


def sent_file(request: MusterRequest, upload: "UploadedFile[Any]") -> SentFile:
    """Return an uploaded file's name and bytes. Raises Refused, before it is read, if it is too large."""
    name = upload.name or ""
    maximum_bytes = parameter("document_maximum_bytes", on=request.today).integer
    if upload.size is None or upload.size > maximum_bytes:
        told = f"the file has more than {maximum_bytes} bytes"
        raise Refused(problems=[Problem(name, told, "scan it in a lower resolution, or split it")])
    data: bytes = upload.read()
    return SentFile(name, data)


def require_known_fields(request: MusterRequest, *known: str) -> None:
    """Raise Refused where a form that carries a file has fields besides `known`: no slip is passed over."""
    unknown = sorted({*request.POST, *request.FILES} - set(known))
    if unknown:
        raise Refused(problems=[Problem(", ".join(unknown), "there is no such field", f"send {', '.join(known)}")])
