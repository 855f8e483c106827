"""Seeing an archive: pictures, a dashboard in the terminal, films."""

from ramify.environment import import_matplotlib

import_matplotlib()  # before any module here does
