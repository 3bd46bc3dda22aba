"""Databases on the benchmark's own PostgreSQL, which `.ci/postgres` starts and removes."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg


def database(name: str) -> str:
    """The address of a database of this name on the benchmark's server, made when it is missing."""
    server = os.environ["BENCH_SERVER"]
    with psycopg.connect(server, autocommit=True) as link:
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            link.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
