"""Lets ``python -m cli`` stand for ``timescales``."""

from cli.main import main

main()
