"""Errors that a person can act on."""


class ProblemError(Exception):
    """Something a person has to put right.

    ``code`` is stable and documented, ``message`` says what was wrong and where,
    ``remedy`` says what to do. None of the three holds personal data: no case number,
    no date of birth, no free text from a case.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["ProblemError"], tuple[str, str, str]]:
        """Let it pass from one process to another."""
        return type(self), (self.code, self.message, self.remedy)
