"""Measures of assessments, conferences and protection plans, one file each, named after its id."""
