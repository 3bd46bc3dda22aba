"""Who acts: a person acting from a post, a resident without an account, or the system."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """Who presses the button, and from which post.

    `role` is "resident", "system" or the post's role code. `path` is the path of the post's place
    ("/1/5/"), empty where there is none. `key` is the idempotency key of this press, or empty.
    """

    role: str
    person_id: int | None = None
    post_id: int | None = None
    place_id: int | None = None
    path: str = ""
    organisation_id: int | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """The public name of the actor in the ledger: never a person, always an office."""
        return f"post:{self.post_id}" if self.post_id else self.role

    @property
    def signed(self) -> bool:
        """Whether this is somebody who signed in and holds a post, or the system."""
        return self.post_id is not None or self.role == "system"

    @property
    def post(self) -> int:
        """The id of the actor's post. Raises `LookupError` for an actor without one."""
        if self.post_id is None:
            raise LookupError(self.role)
        return self.post_id

    @property
    def person(self) -> int:
        """The id of the person who acts. Raises `LookupError` for an actor without an account."""
        if self.person_id is None:
            raise LookupError(self.role)
        return self.person_id

    def over(self, path: str) -> bool:
        """Whether the actor's post stands at this place or above it."""
        return bool(self.path) and path.startswith(self.path)

    def pressing(self, key: str) -> "Actor":
        """The same actor, carrying the key of one press of a button."""
        return replace(self, key=key)


RESIDENT = Actor(role="resident")
SYSTEM = Actor(role="system")
