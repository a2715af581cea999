"""Files out under their name and type, files in within bounds, refusals on top of their form."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from muster.kit.errors import Problem, Refused
from muster.kit.uploads import attached, refusal_on, uploaded_bytes
from muster.kit.workbooks import DEFAULT_LIMITS


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("plan.json", "application/json"),
        ("gantt.svg", "image/svg+xml"),
        ("gaps.md", "text/markdown"),
        ("muster-2018-10-01.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_handed_out_under_its_name_with_its_type(name: str, content_type: str) -> None:
    answer = attached(b"content", name)
    assert answer.content == b"content"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"].split(";")[0] == content_type


def test_a_file_of_no_known_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        attached(b"", "program.exe")


def test_the_bytes_of_an_upload_are_read() -> None:
    request = RequestFactory().post("/", {"workbook": SimpleUploadedFile("book.xlsx", b"PK content")})
    assert uploaded_bytes(request) == b"PK content"


def test_another_field_may_hold_the_file() -> None:
    request = RequestFactory().post("/", {"evidence": SimpleUploadedFile("note.xlsx", b"note")})
    assert uploaded_bytes(request, "evidence") == b"note"


def test_without_a_file_the_remedy_is_told() -> None:
    with pytest.raises(Refused, match="No file was sent; choose a workbook"):
        uploaded_bytes(RequestFactory().post("/", {"workbook": "only its name"}))


def test_a_file_larger_than_a_workbook_may_be_is_refused_before_it_is_read() -> None:
    upload = SimpleUploadedFile("book.xlsx", b"")
    upload.size = DEFAULT_LIMITS.file_bytes + 1
    request = RequestFactory().post("/")
    request.FILES["workbook"] = upload
    with pytest.raises(Refused, match="MB; split it"):
        uploaded_bytes(request)


def test_a_file_of_exactly_the_limit_is_read() -> None:
    upload = SimpleUploadedFile("book.xlsx", b"x")
    upload.size = DEFAULT_LIMITS.file_bytes
    request = RequestFactory().post("/")
    request.FILES["workbook"] = upload
    assert uploaded_bytes(request) == b"x"


class OneField(forms.Form):
    name = forms.CharField()


def test_a_refusal_stands_on_top_of_the_form_with_a_line_for_each_problem() -> None:
    form = OneField({"name": "x"})
    refusal_on(form, Refused("Not recorded.", [Problem("strength", "is 0", "give at least 1"), Problem("", "b", "")]))
    assert form.non_field_errors() == ["Not recorded.", "strength: is 0; give at least 1", "b"]
    assert not form.is_valid()


def test_a_refusal_without_problems_is_its_one_line() -> None:
    form = OneField({"name": "x"})
    refusal_on(form, Refused("Somebody was quicker."))
    assert form.non_field_errors() == ["Somebody was quicker."]
