"""Liandong 联动: an open platform for grassroots governance."""
