"""`liandong import powers`: which powers were delegated to which subdistrict."""

from argparse import RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.kernel.actor import SYSTEM
from liandong.mandates.actions import PowerHead, load_powers
from liandong.mandates.queries import BadListError, Rows, plan_powers, read_powers
from liandong.places.models import Level, Place


class Command(BaseCommand):
    help = """Load a list of powers that were delegated to subdistricts, from CSV or Excel.

Columns, in Chinese or by their code: 事项编号 code, 事项名称 name, 权限类别 kind (审批, 执法, 服务,
公共服务), 法律依据 basis, 下放部门 giver, 承接街道 receiver, 下放日期 since; and where they are
known 英文名称 name_en, 对应事项类别 category, 承接人数 staff, 已培训人数 trained. A title above the
heads and a line to sign on below are left out. Doing it twice changes nothing; what the list leaves
out stays.

  liandong import powers list.xlsx --name 市级下放权限清单 --issued 2022-03-01 --dry-run
  liandong import powers list.xlsx --name 市级下放权限清单 --issued 2022-03-01 --source 潍放字
"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--name", required=True, help="the name of the list")
        parser.add_argument(
            "--issued", required=True, type=date.fromisoformat, metavar="DAY", help="its day"
        )
        parser.add_argument("--source", default="", help="who published it")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, say everything")

    def handle(self, *args: Any, **options: Any) -> None:
        city = Place.objects.filter(level=Level.CITY).order_by("id").first()
        if city is None:
            raise CommandError(_("There is no such place. Import the places first."))
        rows = _read(options["file"], city)
        plan = plan_powers(rows.lines)
        self.stdout.write(
            _("%(file)s: %(added)d new, %(changed)d changed, %(same)d as they were.")
            % {
                "file": options["file"].name,
                "added": len(plan.added),
                "changed": len(plan.changed),
                "same": plan.same,
            }
        )
        if options["dry_run"]:
            self.stdout.write(_("This was a preview. Nothing was written."))
            return
        head = PowerHead(
            name=options["name"], issued_on=options["issued"], source=options["source"]
        )
        load_powers(place_id=city.pk, head=head, lines=rows.lines, actor=SYSTEM, now=timezone.now())


def _read(file: Path, city: Place) -> Rows[Any]:
    try:
        rows = read_powers(file.name, file.read_bytes(), city)
    except (OSError, BadListError) as error:
        raise CommandError(f"{file.name}: {error}") from error
    if rows.errors:
        raise CommandError("\n".join(f"{file.name}: {line}" for line in rows.errors))
    return rows
