"""Measures of how much work each person carries."""
