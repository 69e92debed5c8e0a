"""The tables of what several sources tell of the same cases.

``differences`` is about facts that two of them tell, ``one_only`` about those that only one tells
though another could have, and ``told`` about what each tells at all.
"""
