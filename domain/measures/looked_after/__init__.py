"""Measures of looked-after children and those who go missing, one file each, named after its id."""
