"""Addresses of the ledger: the files of the log, as c2sp.org/tlog-tiles names them, and pages."""

from django.urls import path, register_converter

from liandong.ledger import views
from liandong.ledger.tlog.tiles import WIDTH, tile_number, tile_path


class Tile:
    """Which tile of a level, and how many of its hashes: "x001/067" or "067.p/12"."""

    regex = r"(?:x[0-9]{3}/){0,5}[0-9]{3}(?:\.p/[1-9][0-9]{0,2})?"

    def to_python(self, written: str) -> tuple[int, int]:
        number, _, width = written.partition(".p/")
        if (n := tile_number(number)) is None or int(width or 0) >= WIDTH:
            raise ValueError
        return n, int(width or WIDTH)

    def to_url(self, tile: tuple[int, int]) -> str:
        return tile_path(0, *tile).removeprefix("tile/0/")


class Level:
    """0 to 63, without a leading zero."""

    regex = "[0-9]|[1-5][0-9]|6[0-3]"

    def to_python(self, written: str) -> int:
        return int(written)

    def to_url(self, level: int) -> str:
        return str(level)


register_converter(Tile, "tile")
register_converter(Level, "level")

app_name = "ledger"
urlpatterns = [
    path("", views.state, name="state"),
    path("checkpoint", views.checkpoint, name="checkpoint"),
    path("erase/", views.erase, name="erase"),
    path("keys", views.keys, name="keys"),
    path("exports/", views.exports, name="exports"),
    path("exports/new/", views.export, name="export"),
    path("exports/<int:export_id>/", views.exported, name="exported"),
    path("verify/", views.verify, name="verify"),
    path("verify/worker.js", views.worker, name="verify_worker"),
    path("proofs/<int:entry_id>.tlog-proof", views.proof, name="proof"),
    path("tile/<level:level>/<tile:tile>", views.tile, name="tile"),
    path("tile/entries/<tile:tile>", views.entries, name="entries"),
]
