"""Addresses of the peer, and one view that inserts one row: the limit of this way of serving."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (text) VALUES (%s)", [request.POST["body"]])
    return HttpResponseRedirect("/")


urlpatterns = [path("bare/", bare), path("", include("helpdesk.urls", namespace="helpdesk"))]
