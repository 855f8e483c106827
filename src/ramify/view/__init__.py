"""Seeing an archive: pictures, a dashboard in the terminal, films."""
