"""The parts of reports about looked-after children."""
