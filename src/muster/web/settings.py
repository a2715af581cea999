"""Settings of an installation. Everything an operator may set is an environment variable that starts with MUSTER_.

| variable | meaning | default |
| --- | --- | --- |
| MUSTER_HOME | folder of the database, the secret key and the generated files | `var` in the current folder |
| MUSTER_DATABASE_URL | database | SQLite in MUSTER_HOME |
| MUSTER_SECRET_KEY | signing key | made once, kept in MUSTER_HOME |
| MUSTER_HOSTS | names under which the site is served, separated by commas | this machine only |
| MUSTER_AS_OF | the day on which pages open (the demonstration sets it) | today |
| MUSTER_DEMONSTRATION | 1: demonstration accounts are offered on the sign-in page | off |
| MUSTER_HTTPS | 1: cookies and redirects for HTTPS only | off |
| MUSTER_EMAIL_URL | where mail goes: smtp://user:password@host:587?tls=starttls, smtps://..., file:///... | files |
| MUSTER_EMAIL_FROM | sender of the site's mail | muster@localhost |
| MUSTER_SITE_ADDRESS | address of the site in mails | http://127.0.0.1:8000 |
| MUSTER_PUBLIC_DATA | folder of public data sets, read by the pages of build-ups | none |
| MUSTER_DEBUG | 1: Django's debug pages | off |
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from muster.web.database import database_settings
from muster.web.mail import SECONDS_FOR_A_MAIL_SERVER, mail_settings
from muster.web.secret import secret_key

HOME = Path(os.environ.get("MUSTER_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("MUSTER_DEBUG") == "1"
SECRET_KEY = os.environ.get("MUSTER_SECRET_KEY") or secret_key(HOME / "secret_key")
ALLOWED_HOSTS = [name.strip() for name in os.environ.get("MUSTER_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]

MUSTER_AS_OF = os.environ.get("MUSTER_AS_OF", "")
MUSTER_DEMONSTRATION = os.environ.get("MUSTER_DEMONSTRATION") == "1"
MUSTER_PUBLIC_DATA = os.environ.get("MUSTER_PUBLIC_DATA", "")

DATABASES = {"default": database_settings(os.environ.get("MUSTER_DATABASE_URL", ""), HOME / "muster.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "muster.kit",
    "muster.reference",
    "muster.audit",
    "muster.parties",
    "muster.documents",
    "muster.notices",
    "muster.changes",
    "muster.missions",
    "muster.visits",
    "muster.people",
    "muster.statistics",
    "muster.pledges",
    "muster.authorisations",
    "muster.matching",
    "muster.generation",
    "muster.deployments",
    "muster.inspections",
    "muster.training",
    "muster.reimbursement",
    "muster.plans",
    "muster.outreach",
    "muster.consultations",
    "muster.decisions",
    "muster.yardsticks",
    "muster.demonstration",
    "muster.api",
    "muster.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "muster.web.security.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "muster.web.middleware.ViewerMiddleware",
    "muster.web.middleware.AsOfMiddleware",
    "muster.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "muster.web.urls"
WSGI_APPLICATION = "muster.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "muster.web.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "muster.kit.forms.MusterFormRenderer"

AUTH_USER_MODEL = "parties.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "muster.parties.account_adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
VEGA_FOLDER = HOME / "vega"
STATICFILES_DIRS = [("vega", VEGA_FOLDER)] if VEGA_FOLDER.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAIL = mail_settings(os.environ.get("MUSTER_EMAIL_URL", ""), HOME / "mail")
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.folder
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.starttls, MAIL.tls, SECONDS_FOR_A_MAIL_SERVER
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("MUSTER_EMAIL_FROM", "muster@localhost")
EMAIL_SUBJECT_PREFIX = ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Muster] "
MUSTER_SITE_ADDRESS = os.environ.get("MUSTER_SITE_ADDRESS", "http://127.0.0.1:8000")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# A list of a pledge at its longest (600 lines of major equipment, each with its fields) is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if os.environ.get("MUSTER_HTTPS") == "1":
    SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
