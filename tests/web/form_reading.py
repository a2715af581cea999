"""Reads the form of a page as a browser would send it back, so that a test changes what a person would change."""

from html.parser import HTMLParser


class _FormReader(HTMLParser):
    """Collects the fields of the first form of class "form"."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._inside = False
        self._select = ""
        self._text_area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the value of a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("class") == "form"
        elif not self._inside:
            return
        elif tag == "input":
            self._input(given, has_value="value" in given)
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self.fields:
                self.fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._text_area = given["name"]
            self.fields[self._text_area] = ""

    def _input(self, given: dict[str, str], *, has_value: bool) -> None:
        """Take an input: a box only where it is ticked."""
        if given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.fields[given["name"]] = given["value"] if has_value else "on"
        elif "name" in given and given.get("type") != "file":
            self.fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a select, a text area or the form."""
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text_area = ""

    def handle_data(self, data: str) -> None:
        """Take the text of a text area; the line break after its tag is none of it."""
        if self._text_area:
            self.fields[self._text_area] += data.removeprefix("\n").removeprefix("\r\n")


def form_of(page: str) -> dict[str, str]:
    """Return the names and values that the page's form would send if nobody changed anything."""
    reader = _FormReader()
    reader.feed(page)
    return reader.fields
