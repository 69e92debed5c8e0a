"""The tables of the quarterly dashboard."""
