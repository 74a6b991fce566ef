"""Settings of all tests: no time limit on an example, which a loaded machine would break."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")
