"""Who comes in: everybody reads; staff see what they may do."""

from liandong.kernel.page import Request


def face(request: Request) -> str:
    return "staff.html" if request.actor.signed else "base.html"
