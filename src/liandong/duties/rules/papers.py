"""Under which code an office issues its papers."""

import re

from django.utils.translation import gettext_lazy as _

from liandong.kernel.verdict import ALLOWED, Verdict, refuse
from liandong.places.models import Place

CODE = re.compile(r"[\u4e00-\u9fff]{2,12}")


def may_use_code(code: str, place: Place, owner_id: int | None) -> Verdict:
    """A code is Chinese characters, and belongs to the place that issued under it first."""
    if not CODE.fullmatch(code):
        return refuse(_("The code of a paper is two to twelve Chinese characters."))
    if owner_id not in {None, place.pk}:
        return refuse(_("Another office issues its papers under this code. Choose another one."))
    return ALLOWED
