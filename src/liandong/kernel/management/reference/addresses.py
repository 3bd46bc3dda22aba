"""Which pages there are: every address, its name, and whether it opens without signing in."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext as _

from liandong.kernel.management.reference.reading import page, table


def write() -> str:
    rows = [
        [f"`/{address}`", f"`{name}`", _("open") if is_open else _("signed in")]
        for address, name, is_open in sorted(addresses(get_resolver()))
    ]
    return page(
        _("Pages and addresses"),
        _(
            "A page is closed unless it is listed as open. An open page of one matter still asks "
            "for its number and secret together; a signed-in page asks what the acting post may."
        ),
        table([_("Address"), _("Name"), _("Opens")], rows),
    )


def addresses(
    resolver: URLResolver, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, bool]]:
    """Yield (address, name, open) of every page."""
    for item in resolver.url_patterns:
        address = before + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from addresses(item, address, inner)
        elif isinstance(item, URLPattern):
            is_open = not getattr(item.callback, "login_required", True)
            yield address, f"{space}{item.name or item.lookup_str}", is_open
