"""Seeing an archive: pictures, a dashboard in the terminal, films."""

from ramify.system.runtime import import_matplotlib

import_matplotlib()  # before any module here does
