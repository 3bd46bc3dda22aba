"""`python -m benchmarks`: run them and print the tables; a run of all writes the docs' pages."""

import argparse
import importlib
import os
import shutil
import sys

import django

from benchmarks.postgres import database
from benchmarks.report import ROOT, write

BENCHES = [
    *("points", "lists", "recording", "raising", "sealing", "equal", "opinions"),
    *("walks", "siting", "grids", "pairs", "rosters"),
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=BENCHES, metavar="NAME")
    parser.add_argument("--write", action="store_true", help="write these into the docs' pages")
    parser.add_argument("--list", action="store_true", help="name them")
    parser.add_argument(
        "--full", action="store_true", help="the largest sizes, more time for peers"
    )
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(BENCHES))
        return 0
    city = _city(full=asked.full)
    tables = []
    for name in asked.only:
        table = importlib.import_module(f"benchmarks.{name}").measure(city)
        print(table.text("en"), flush=True)
        tables.append(table)
    if asked.write or asked.only == BENCHES:
        write(tables, BENCHES, whole=asked.only == BENCHES)
    return 0 if all(target.met for table in tables for target in table.targets) else 1


def _city(*, full: bool):
    """Set Django up on a fresh database of the benchmark's server, with a folder of its own."""
    folder = ROOT / "var" / "bench" / "house"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["BENCH_SERVER"] = os.environ["DATABASE_URL"]
    os.environ["LIANDONG_VAR"] = str(folder)
    os.environ["LIANDONG_DEMO"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "liandong.config.settings"
    os.environ["DATABASE_URL"] = database("house")
    django.setup()
    return importlib.import_module("benchmarks.city").City(full=full)


if __name__ == "__main__":
    sys.exit(main())
