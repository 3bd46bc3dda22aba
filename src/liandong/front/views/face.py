"""Which face a visitor sees on a page that both read."""

from django.http import HttpRequest


def face_of(request: HttpRequest) -> str:
    """The staff's face for those who signed in, the residents' for everybody else."""
    user = getattr(request, "user", None)
    return "staff.html" if user and user.is_authenticated else "base.html"
