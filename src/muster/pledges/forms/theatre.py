"""The form of the register that has looked again at a pledge after what was found in theatre."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LookAgainForm(forms.Form):
    """What was looked at, and why the level stays."""

    words = forms.CharField(
        label=_("What was looked at, and why the level stays"),
        max_length=300,
        help_text=_("To lower it instead: Decide on the level, on this page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "id_look_again_%s")
        super().__init__(*args, **kwargs)
