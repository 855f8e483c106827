"""Pictures of an archive, a dashboard in the terminal, films and a window."""
