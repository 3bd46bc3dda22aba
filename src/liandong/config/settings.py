"""Settings. Every value that changes between machines is read here, and only here."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

ROOT = Path(os.environ.get("LIANDONG_ROOT", Path.cwd()))
VAR = Path(os.environ.get("LIANDONG_VAR", ROOT / "var"))

DEBUG = os.environ.get("DEBUG") == "1"
DEMO = os.environ.get("LIANDONG_DEMO") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "for-development-only")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver").split(",")

ROOMS = [
    "kernel",
    "ledger",
    "places",
    "rulebook",
    "people",
    "mandates",
    "duties",
    "deliberation",
    "matters",
    "insight",
    "front",
    "demo",
]
INSTALLED_APPS = [f"liandong.{room}" for room in ROOMS] + [
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "liandong.config.urls"
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
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "liandong.sqlite3",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
}
AUTH_USER_MODEL = "people.Person"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
