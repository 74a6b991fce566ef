"""Canonical forms to findings: pure checks, one module a family."""
