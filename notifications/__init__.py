"""What people are told: who, in which words, by which channel. It reads no store.

Start at ``digest.py``: facts become sentences. ``routing`` says who hears of an alert,
``rendering`` turns sentences into a message with the ``templates``, ``channels`` deliver it.

May import ``domain``.
"""
