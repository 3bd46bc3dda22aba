"""A plain installation of django-helpdesk 2.6, as its own documentation sets it up."""
