"""The tables of the annual report on complaints, one idea a file."""
