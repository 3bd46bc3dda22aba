import pytest
from django import forms
from django.test import RequestFactory

from liandong.kernel.actor import RESIDENT
from liandong.kernel.page import KeyedForm, new_key, perform
from liandong.kernel.transactions import action

pytestmark = pytest.mark.django_db


class Say(KeyedForm):
    text = forms.CharField()


@action
def say(*, actor, now, text):
    said.append((text, actor.key, now))
    return text


said: list[tuple] = []


def press(data):
    request = RequestFactory().post("/", data)
    request.actor = RESIDENT
    form = Say(request.POST)
    assert form.is_valid()
    return perform(request, form, say, **form.words)


def test_a_form_is_carried_out_once_however_often_it_is_sent():
    said.clear()
    data = {"text": "hello", "key": new_key()}

    assert press(data) == "hello"
    assert press(data) is None
    assert len(said) == 1


def test_every_rendered_form_carries_a_key_of_its_own():
    assert Say()["key"].value() != Say()["key"].value()
    assert 'type="hidden"' in str(Say()["key"])
