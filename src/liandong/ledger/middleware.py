"""Files of the log are the same for everybody: nothing that varies with the visitor is added."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Static(HttpResponse):
    """The answer of an address that gives everybody the same bytes."""


class StaticMiddleware:
    """Take from such answers what other middleware added about the visitor's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, Static):
            del response.headers["Content-Language"]
            del response.headers["Vary"]
            if response.has_header("Content-Encoding"):
                response.headers["Vary"] = "Accept-Encoding"
        return response
