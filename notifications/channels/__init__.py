"""The ways in which a message reaches somebody, one module each.

Start at ``channel.py``: what each can do, and the two ways in which it can fail. ``problems`` says
what a failure means, and ``registry`` finds a channel by its name.
"""
