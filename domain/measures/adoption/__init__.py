"""Measures of how long the steps of an adoption took, one file each, named after its id."""
