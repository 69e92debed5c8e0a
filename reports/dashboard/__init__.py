"""The tables of the quarterly dashboard.

``tables`` makes them, ``in_words`` says each indicator without leaning on a colour or a sign.
"""
