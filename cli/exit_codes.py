"""What the program's exit codes mean. Scripts rely on them. Wrong usage is click's own 2."""

FAILED = 1
OVERDUE = 3
REFUSED = 4
INTERRUPTED = 130
