"""Turns MUSTER_EMAIL_URL into Django's mail settings."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from muster.kit.errors import Refused

SECONDS_FOR_A_MAIL_SERVER = 20
"""How long a mail server may keep a run waiting before the mail stays due for the next."""

_KNOWN = "use smtp://user:password@host:587?tls=starttls, smtps://user:password@host:465 or file:///folder"
_BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True)
class MailSettings:
    """Where mail goes: to a server, with the connection encrypted from the start or after STARTTLS, or into files."""

    backend: str
    folder: Path
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_settings(url: str, default_folder: Path) -> MailSettings:
    """Return the settings for `url`; without one, mails are files in `default_folder`.

    Raises `Refused` in one line for what is not understood; the line holds no password.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "file":
        return MailSettings(f"{_BACKENDS}.filebased.EmailBackend", Path(unquote(parts.path)) if url else default_folder)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Refused(f"MUSTER_EMAIL_URL: {parts.scheme or 'this'} is not known; {_KNOWN}")
    encryption = parse_qs(parts.query).get("tls", [""])[-1]
    if encryption not in ("", "starttls"):
        raise Refused(f"MUSTER_EMAIL_URL: tls={encryption} is not known; {_KNOWN}")
    try:
        port = parts.port
    except ValueError as error:
        raise Refused(f"MUSTER_EMAIL_URL: the port is no number from 0 to 65535; {_KNOWN}") from error
    is_encrypted = parts.scheme == "smtps"
    return MailSettings(
        f"{_BACKENDS}.smtp.EmailBackend",
        default_folder,
        host=parts.hostname,
        port=port or (465 if is_encrypted else 587 if encryption else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=bool(encryption) and not is_encrypted,
        tls=is_encrypted,
    )
