"""Settings. Every value that changes between machines is read here, and only here.

A comment `# NAME: ...` above a line that reads the environment describes that variable; the
reference page of settings is generated from those comments.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from liandong.config.environment import database, flag, listed, number, secret, witnesses, word

# --- The machine -------------------------------------------------------------------------------

# LIANDONG_VAR: the folder of everything that grows: database, photos, secrets (default ./var).
VAR = Path(word("LIANDONG_VAR", "var")).absolute()
# DEBUG: 1 shows errors to the visitor and serves changed files at once; never for real use.
DEBUG = flag("DEBUG")
# LIANDONG_DEMO: 1 is the demo city, with a database of its own and one-click sign-in.
DEMO = flag("LIANDONG_DEMO")
# DATABASE_URL: postgres://user:password@host:port/name, or sqlite:////file (default: in var).
DATABASES = {
    "default": database(
        word("DATABASE_URL"), VAR / ("demo.sqlite3" if DEMO else "liandong.sqlite3")
    )
}
# SECRET_KEY: signs sessions and forms (default: made once and kept in var/secrets).
SECRET_KEY = secret("SECRET_KEY", VAR / "secrets")
# RECEIPT_KEY: signs residents' secret links; changing it breaks every receipt (default: as above).
RECEIPT_KEY = secret("RECEIPT_KEY", VAR / "secrets")
# LEDGER_FOLDER: where the ledger's keys and last checkpoint are kept (default: ledger in var).
LEDGER_FOLDER = word("LEDGER_FOLDER")
# LEDGER_WITNESSES: who cosigns the ledger: address, space, public key; several with commas.
LEDGER_WITNESSES = witnesses("LEDGER_WITNESSES")
if SECRET_KEY == RECEIPT_KEY:
    raise ImproperlyConfigured("SECRET_KEY and RECEIPT_KEY must differ")
# ALLOWED_HOSTS: the host names that this house answers to, separated by commas.
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
# PUBLIC_URL: the address printed on receipts and in QR codes (default: as the visitor came).
PUBLIC_URL = word("PUBLIC_URL").rstrip("/")
# PLAIN_HTTP: 1 lets cookies travel without HTTPS; only for a closed network or a trial.
PLAIN_HTTP = flag("PLAIN_HTTP", default=DEBUG or DEMO)
# PROXIES: how many reverse proxies stand in front and set X-Forwarded-For and -Proto.
PROXIES = number("PROXIES", 0)

# --- The city ----------------------------------------------------------------------------------

# CITY: the name of the city that this house serves, in Chinese.
CITY = word("CITY", "潍坊市")
# CITY_EN: the same in English.
CITY_EN = word("CITY_EN", "Weifang")
# MAP_TILES: an https address of raster tiles with {z}/{x}/{y}, to lie under our own outlines.
MAP_TILES = word("MAP_TILES")
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
# TIME_ZONE: where the clocks of the offices are.
TIME_ZONE = word("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

# --- The rooms, in the order of the floors -----------------------------------------------------

ROOMS = [
    "kernel",
    "ledger",
    "places",
    "rulebook",
    "people",
    "mandates",
    "duties",
    "ballots",
    "deliberation",
    "funds",
    "budgeting",
    "opinions",
    "facilities",
    "matters",
    "meetings",
    "projects",
    "appraisal",
    "insight",
    "front",
    "demo",
    "config",
]
INSTALLED_APPS = [
    *(f"liandong.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "liandong.ledger.middleware.StaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "liandong.people.middleware.ActorMiddleware",
    "liandong.people.middleware.RefusedFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "liandong.config.urls"
WSGI_APPLICATION = "liandong.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
# UPLOAD_MEGABYTES: the largest photo or document that is taken in.
UPLOAD_LIMIT = number("UPLOAD_MEGABYTES", 10) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 9

# --- Background work ---------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# MAIL_HOST: the mail server for password resets (in the demo, mail is printed instead).
_MAIL_HOST = word("MAIL_HOST", "localhost")
# MAIL_PORT: its port.
_MAIL_PORT = number("MAIL_PORT", 25)
_BACKENDS = "django.core.mail.backends"
MAILERS = {
    "default": {"BACKEND": f"{_BACKENDS}.console.EmailBackend"}
    if DEBUG or DEMO
    else {
        "BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "OPTIONS": {"host": _MAIL_HOST, "port": _MAIL_PORT},
    }
}
# MAIL_FROM: the sender of those mails.
DEFAULT_FROM_EMAIL = word("MAIL_FROM", "liandong@localhost")

# --- Who comes in ------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "liandong.config.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts failures for all processes
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_TOTP_ISSUER = "Liandong"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                # OIDC_NAME: what the sign-in page calls the city's own sign-in service.
                "name": word("OIDC_NAME", "OpenID Connect"),
                # OIDC_CLIENT: the client's name there.
                "client_id": word("OIDC_CLIENT"),
                # OIDC_SECRET: the client's secret there.
                "secret": word("OIDC_SECRET"),
                # OIDC_SERVER: the service's address; when empty there is no such sign-in.
                "settings": {"server_url": word("OIDC_SERVER")},
            }
        ]
        if word("OIDC_SERVER")
        else []
    }
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_CALLABLE = "liandong.config.accounts.locked_out"
AXES_CLIENT_IP_CALLABLE = "liandong.config.accounts.address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- Locks and doors ---------------------------------------------------------------------------

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 30 * 24 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
_TILES = [f"https://{urlsplit(MAP_TILES).netloc.replace('{s}', '*')}"] if MAP_TILES else []
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names below the city's are not ours to bind
    "security.W008",  # the proxy in front redirects to HTTPS, and knows its own name
    "security.W021",  # as W005: a browser's list is the city's decision
]
CSRF_FAILURE_VIEW = "liandong.front.views.problems.form_expired"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:", *_TILES],
    "font-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF, *_TILES],
    "worker-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# --- What is said of the work: never an address, a name or a secret link ------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "liandong.config.logs.Discreet"}},
    "formatters": {
        "line": {
            "()": "liandong.config.logs.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["discreet"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.tasks": {"level": "CRITICAL"},  # the worker says it without the error's words
        "django.security": {"handlers": [], "level": "ERROR", "propagate": True},
        "liandong": {"level": "INFO"},
        "axes": {"level": "ERROR"},
    },
}
