"""Settings of all tests: no time limit on an example, which a loaded machine would break.

The fast tests always try the same examples, so that a run says the same of the same code; the long
tests search on with new ones each time (`OIT_PROPERTIES=search`).
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("OIT_PROPERTIES", "project"))
