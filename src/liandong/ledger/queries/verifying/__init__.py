"""Recomputing the whole log from the database, and saying what does not fit, the first first."""

from liandong.ledger.queries.verifying.findings import Finding, Kind, Report
from liandong.ledger.queries.verifying.whole import verify_all

__all__ = ["Finding", "Kind", "Report", "verify_all"]
