"""The one error this package raises."""


class CalendarError(ValueError):
    """A calendar question that cannot be answered, said for the person who asked it.

    `code` is stable and documented, `message` says what is wrong, `remedy` what to do about it.
    None of the three repeats what was typed, so that no case number can reach a log.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy
