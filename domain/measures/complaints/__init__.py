"""Measures of complaints and how they were answered, one file each, named after its id."""
