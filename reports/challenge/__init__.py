"""The tables of the monthly challenge pack."""
