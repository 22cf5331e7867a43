"""Settings of the benchmarks: those of the tests plus models that production never sees."""

from cms.settings.test import *  # noqa: F403  settings modules are made to be extended

INSTALLED_APPS += ["bench.documents"]  # noqa: F405
