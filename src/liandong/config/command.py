"""The `liandong` command: one friendly door to every management command."""

import os
import sys

from django.core.management import execute_from_command_line

HELP = """\
Liandong: grassroots governance, from a resident's problem to a checked answer.

usage: liandong COMMAND [options]        liandong COMMAND --help explains one command

  Start
    demo                     prepare the demo city when it is missing, and serve it
    serve                    web and worker together, for a small installation
    worker                   background tasks and the clock only (start more for more work)
    upgrade                  bring the database and the rules to this version
    createsuperuser          make the first account

  Fill
    import places FILE...    the tree of places, from official tables
    import boundaries FILE   outlines, from GeoJSON
    import rulebook FILE     dated rules with their sources
    import calendar FILE     holidays and make-up working days
    import mandates FILE     who must lead and who must support
    import powers FILE       which powers were delegated to which subdistrict
    import rule_sets FILE    which body decides what, by which majority
    import procedures FILE   who convenes a council, the steps of deciding, who may petition

  Plan
    plan tally FILE.pb       count a vote on a budget, and draw the result
    plan grids FILE.csv      divide a community into grids, with a map
    plan pairs WHO WHAT      pair members with tasks, or units with communities
    plan opinions FILE.csv   draw the opinion map of a conversation, with its groups
    plan reach SITES HOMES   who can walk where within fifteen minutes
    plan site SITES HOMES    where stations should stand, with a proven bound
    plan roster CENTRE STAFF who works when in a centre's month, and what to relax

  Trust
    ledger-key               make, show or change the key that signs the ledger
    verify FILE              check a receipt, without asking anybody; --all the whole ledger
    witness                  watch another city's ledger, and cosign what continues it
    recount FILE             count published ballots again, without any database
    check                    look for mistakes in the settings

  Develop
    messages                 collect strings, and say what needs Chinese
    reference                write the generated reference pages
    makemigrations, shell    and every other command of Django

Settings are environment variables: see docs/en/reference/settings.md."""


def main() -> None:
    """Run one command; `import NAME` stands for `import_NAME`, `ledger-key` for `ledger_key`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liandong.config.settings")
    words = sys.argv[1:]
    if not words or words in (["help"], ["-h"], ["--help"]):
        sys.stdout.write(HELP + "\n")
        return
    if words[0] == "demo":
        os.environ.setdefault("LIANDONG_DEMO", "1")
    if words[0] == "import":
        words = _import(words[1:])
    if not words[0].startswith("-"):
        words = [words[0].replace("-", "_"), *words[1:]]
    execute_from_command_line(["liandong", *words])


def _import(words: list[str]) -> list[str]:
    if not words or words[0].startswith("-"):
        sys.exit(
            "usage: liandong import places|boundaries|rulebook|calendar|mandates|powers|"
            "rule_sets|procedures FILE  (--help explains)"
        )
    return [f"import_{words[0]}", *words[1:]]


if __name__ == "__main__":
    main()
