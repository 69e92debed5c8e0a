"""Feeding the readers what nobody should send, to find what they cannot bear.

A tool and no test: ``python -m tests.fuzz ssda903 --seconds 600``. What it finds becomes a test of
its own, with the smallest input that shows it.
"""
