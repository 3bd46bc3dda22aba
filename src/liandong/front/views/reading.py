"""How the page is read: in normal or in large type."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def large(request: HttpRequest) -> HttpResponse:
    """Switch large type on or off, and return to the page."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if ours else "/")
    if request.POST.get("large"):
        secure = settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie("large", "1", max_age=YEAR, secure=secure, samesite="Lax")
    else:
        response.delete_cookie("large", samesite="Lax")
    return response
