"""Files in and out of a page, and a refusal put on its form."""

from django import forms
from django.http import HttpRequest, HttpResponse

from muster.kit.errors import Refused
from muster.kit.workbooks import DEFAULT_LIMITS

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {
    "xlsx": WORKBOOK_TYPE,
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def attached(data: bytes, name: str) -> HttpResponse:
    """Return a file to be saved under `name`; its type follows from the name's end."""
    content_type = CONTENT_TYPES[name.rsplit(".", 1)[-1]]
    return HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def uploaded_bytes(request: HttpRequest, field: str = "workbook") -> bytes:
    """Return the uploaded file's bytes. Raises Refused if there is none or it is larger than a workbook may be."""
    upload = request.FILES.get(field)
    if upload is None:
        raise Refused("No file was sent; choose a workbook.")
    if upload.size is None or upload.size > DEFAULT_LIMITS.file_bytes:
        raise Refused(f"The file is larger than {DEFAULT_LIMITS.file_bytes // 1_000_000} MB; split it.")
    data: bytes = upload.read()
    return data


def refusal_on(form: forms.BaseForm, refusal: Refused) -> None:
    """Put a refusal on top of the form, a line for each of its problems."""
    form.add_error(None, [refusal.message, *(str(problem) for problem in refusal.problems)])
