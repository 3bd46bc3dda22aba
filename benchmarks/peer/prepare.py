"""Fill the peer's database: `python -m benchmarks.peer.prepare N TEXTS WORD`; prints its words.

TEXTS is a file with a JSON list of [title, text]: the words of the house's own matters, so that
both search among the same.
"""

import importlib
import json
import os
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peer.settings")
    django.setup()
    words = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    needed = importlib.import_module("benchmarks.peer.tickets").fill(
        int(sys.argv[1]), words, sys.argv[3]
    )
    sys.stdout.write(json.dumps(needed))
