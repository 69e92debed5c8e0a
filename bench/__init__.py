"""How fast the engine is: ``python -m bench`` measures everything and prints one table.

Start at ``__main__.py``. Each module is one bench and gives its rows; ``_county`` loads the
demonstration county once for all that need it. May import everything; nothing imports it.
"""
