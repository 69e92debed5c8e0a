"""Breaks the code on purpose, a word at a time, and asks whether any test notices.

``python -m tests.mutants`` is the command; ``parts`` says what is broken and which tests must
notice, ``running`` lets mutmut do it, ``verdicts`` reads what it found, and ``explained`` holds
that against ``explained.yaml``: the mutants that no test can or need catch, each with its reason.
"""
