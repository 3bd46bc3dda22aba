"""A form whose text everybody reads: names in it are asked about before it is published."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.deliberation import queries


class Published(forms.Form):
    """`PUBLIC` are the fields that are published. What names somebody is confirmed or taken out."""

    PUBLIC: ClassVar[tuple[str, ...]] = ()
    looked = forms.BooleanField(
        label=_("I have looked at each of them: everybody may read it"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.fields.pop("looked")
        if self.is_bound:
            self.fields["looked"] = asked

    @property
    def known(self) -> list[str]:
        """The names of those who were heard or stand on the roll."""
        return []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        looked = given.pop("looked", False)
        text = "\n".join(str(given.get(field, "")) for field in self.PUBLIC)
        found = queries.names_in(text, self.known)
        if found and not looked:
            raise forms.ValidationError(
                _(
                    "This may tell who somebody is: %(pieces)s. Write in which capacity they "
                    "spoke instead, or confirm below that it may be published."
                )
                % {"pieces": "、".join(found[:10])}
            )
        return given
