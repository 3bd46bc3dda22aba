"""The shell: both faces, their parts and static files, the pages about the service, and what to say
when something goes wrong.

Other rooms write pages that extend `base.html` (residents) or `staff.html`. Read first:
`docs/en/reference/components.md`, then `templates/base.html`.
"""
