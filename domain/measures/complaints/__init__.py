"""Measures of complaints."""
