from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from liandong.ledger import queries
from liandong.ledger.tlog import Checkpoint, Unproven, Verifier, parse_checkpoint, verify_note
from liandong.ledger.tlog.receipts import verify_receipt


class Command(BaseCommand):
    help = (
        "Check a receipt (a .tlog-proof file) without asking anybody, or, with --all, recompute "
        "the whole ledger from the database and say what does not fit."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a receipt: FILE.tlog-proof")
        parser.add_argument("--all", action="store_true", help="the whole ledger of this database")
        parser.add_argument(
            "--key",
            action="append",
            default=[],
            help="the log's public key, as its city publishes it (default: this house's own)",
        )
        parser.add_argument(
            "--witness", action="append", default=[], help="a witness's public key, which must fit"
        )
        parser.add_argument(
            "--checkpoint", type=Path, help="with --all: a signed checkpoint that you kept"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == options["all"]:
            raise CommandError("Give a receipt's file, or --all.")
        try:
            self._verify(options)
        except (Unproven, queries.Forked) as wrong:
            raise CommandError(_("NOT PROVEN: %(why)s") % {"why": wrong}) from wrong
        except OSError as missing:
            raise CommandError(f"{missing.filename}: {missing.strerror}") from missing

    def _verify(self, options: dict[str, Any]) -> None:
        keys = self._keys(options["key"]) or queries.verifiers()
        if not keys:
            raise CommandError("Give the log's public key: --key. Its city publishes it.")
        if options["all"]:
            self._all(options["checkpoint"], keys)
        else:
            self._receipt(options["file"].read_bytes(), keys, self._keys(options["witness"]))

    def _keys(self, given: list[str]) -> list[Verifier]:
        try:
            return [Verifier.parse(vkey) for vkey in given]
        except ValueError as wrong:
            raise CommandError(f"{wrong}") from wrong

    def _receipt(self, data: bytes, keys: list[Verifier], witnesses: list[Verifier]) -> None:
        receipt = verify_receipt(data, keys, witnesses)
        self.stdout.write(_("PROVEN."))
        self.stdout.write(receipt.entry.decode())
        self.stdout.write(
            _("Entry %(index)s of the log %(origin)s, under the head of %(size)s entries.")
            % {"index": receipt.index, "origin": receipt.head.origin, "size": receipt.head.size}
        )
        for name in receipt.signed_by:
            self.stdout.write(_("Signed by %(name)s.") % {"name": name})

    def _all(self, kept: Path | None, keys: list[Verifier]) -> None:
        report = queries.verify_all(_head(kept, keys) if kept else None)
        for finding in report.findings:
            self.stdout.write(str(finding))
        words = {"size": report.size, "heads": report.heads, "waiting": report.waiting}
        self.stdout.write(
            _("%(size)s entries were compared with %(heads)s signed heads; %(waiting)s wait.")
            % words
        )
        if report.findings:
            raise CommandError(
                _("%(count)s things do not fit; the first: %(first)s")
                % {"count": len(report.findings), "first": report.findings[0]}
            )
        self.stdout.write(_("Nothing was altered, removed, inserted or reordered."))


def _head(path: Path, keys: list[Verifier]) -> Checkpoint:
    return parse_checkpoint(verify_note(path.read_bytes(), *keys).text)
