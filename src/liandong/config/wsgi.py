"""The door for a web server: `granian --interface wsgi liandong.config.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liandong.config.settings")
application = get_wsgi_application()
# What was loaded stays: the collector need not walk through it again after every few requests.
gc.freeze()
gc.set_threshold(20_000, 20, 20)
