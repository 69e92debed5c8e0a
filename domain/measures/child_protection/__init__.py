"""Measures of assessments, conferences and child protection plans."""
