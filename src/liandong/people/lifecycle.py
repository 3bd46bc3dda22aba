"""What is said to people of posts, terms and accounts. Names of persons stay masked."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID: dict[str, Promise] = {
    "person.registered": _("A person was registered."),
    "account.suspended": _("An account was suspended."),
    "account.restored": _("An account was restored."),
    "account.password_reset": _("An account was given a new password."),
    "organisation.founded": _("An organisation was entered."),
    "post.created": _("A post was created."),
    "post.appointed": _("Somebody was appointed to a post."),
    "post.handed_over": _("A post was handed over."),
    "term.ended": _("Somebody's term in a post ended."),
}
OPEN_TEXTS: dict[str, tuple[str, ...]] = {
    "organisation.founded": ("name",),
}
CALLED: dict[str, Promise] = {
    "people.person": _("Account"),
    "people.organisation": _("Organisation"),
    "people.post": _("Post"),
    "people.term": _("Term"),
}
