"""Settings of the benchmarks: those of the tests, with models that production never sees."""

from cms.settings.test import *  # noqa: F403  settings modules are made to be extended
from cms.settings.test import INSTALLED_APPS as _APPS

_SECTIONS = {"home", "measures", "directory", "cms.demo"}  # a benchmark brings its own records
INSTALLED_APPS = ["bench.documents", *(app for app in _APPS if app not in _SECTIONS)]
