"""The application's PostgreSQL role, made exactly as the how-to says, cannot rewrite the ledger."""

import re

import pytest
from django.db import DatabaseError, connection

from liandong.kernel.actor import SYSTEM
from liandong.ledger import actions, queries
from liandong.ledger.tests.conftest import NOW, sealed_and_signed, written
from tests.checks import ROOT

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's"),
]
PAGES = [ROOT / "docs" / language / "how-to" / "postgresql-roles.md" for language in ("en", "zh")]
REFUSED = [
    "UPDATE ledger_entry SET verb = 'x'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
    "UPDATE ledger_seal SET hashes = hashes",
    "DELETE FROM ledger_seal",
    "TRUNCATE ledger_seal",
    "DELETE FROM ledger_subtree",
    "DELETE FROM ledger_checkpoint",
    "UPDATE ledger_cosignature SET line = ''",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TABLE ledger_seal CASCADE",
    "DROP FUNCTION ledger_refuse CASCADE",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql"
    " AS $$BEGIN RETURN NULL; END$$",
]


def statements(page):
    return re.search(r"```sql\n(.+?)```", page.read_text("utf-8"), re.DOTALL)[1]


@pytest.fixture
def application(key):
    """Work under the application's role, which is gone after the test like everything else."""
    with connection.cursor() as cursor:
        cursor.execute(statements(PAGES[0]).replace("%", "%%"))
        cursor.execute("SET LOCAL ROLE liandong_app")
    yield
    connection.check_constraints()


def test_both_languages_give_the_same_statements():
    assert len({statements(page).replace("自选密码", "choose one") for page in PAGES}) == 1


def test_it_records_erases_seals_and_signs(application):
    written(300)
    sealed_and_signed()
    actions.erase(subject="demo.thing:7", fields=["note"], actor=SYSTEM, now=NOW)
    sealed_and_signed()

    assert queries.verify_all().findings == []
    assert queries.newest().size == 301


@pytest.mark.parametrize("change", REFUSED)
def test_it_changes_nothing(application, change):
    written(1)
    sealed_and_signed()
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT sound")
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            cursor.execute(change)
        cursor.execute("ROLLBACK TO sound")
