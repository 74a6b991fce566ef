"""The version of the canonical form: a field is never renamed or dropped without a new one."""

SCHEMA_VERSION = "1.0"
