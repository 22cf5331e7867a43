"""Settings of the benchmarks: those of the tests, with models that production never sees."""

from cms.settings.test import *  # noqa: F403  settings modules are made to be extended
from cms.settings.test import INSTALLED_APPS as _APPS

INSTALLED_APPS = ["bench.documents", *_APPS]  # rooms import each other: none can be left out
