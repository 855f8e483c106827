"""Surrogates: models that predict objective and measures of a solution without evaluating it."""
