"""How far a long job has come: what the readers of files tell, and every use case too."""

from intake.progress import Progress, no_progress

__all__ = ["Progress", "no_progress"]
