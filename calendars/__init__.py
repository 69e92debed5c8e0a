"""Working-day arithmetic on dated snapshots of the United Kingdom's bank holidays."""
