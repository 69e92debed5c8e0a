"""Measures of looked-after children."""
