"""What the program's exit codes mean. Scripts rely on them."""

FAILED = 1
# The same as click's own.
WRONG_USAGE = 2
OVERDUE = 3
REFUSED = 4
INTERRUPTED = 130
