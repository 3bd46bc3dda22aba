from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Anyone who can sign in."""
