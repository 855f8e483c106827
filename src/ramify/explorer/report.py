"""One HTML file that holds the explorer, a run's archive and recorded motions: to keep, or to mail."""
