"""Pages of people: who holds what (open), one's own posts and the accounts (closed)."""

from liandong.people.views.accounts import (
    account,
    accounts,
    register_person,
    reset_password,
    restore_account,
    suspend_account,
)
from liandong.people.views.directory import at, directory, found_organisation, organisations
from liandong.people.views.own import choose_post, me
from liandong.people.views.posts import appoint, create_post, end_term, hand_over, post

__all__ = [
    "account",
    "accounts",
    "appoint",
    "at",
    "choose_post",
    "create_post",
    "directory",
    "end_term",
    "found_organisation",
    "hand_over",
    "me",
    "organisations",
    "post",
    "register_person",
    "reset_password",
    "restore_account",
    "suspend_account",
]
