"""The gates that every case is put to, one a file: each gives its ``GATE``.

A gate says what the law asks for without setting a time, and how a case stands to it. To add one,
put a file here; to keep one that is not law yet, let it say that it is off, with the reason.
"""
