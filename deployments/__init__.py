"""How the engine runs: all of it on one machine, or its flows on a council's own Prefect server.

Start at ``plan.py`` (what Prefect offers, and when it runs) and ``one_machine.py`` (what
``timescales up`` runs).

- one machine: ``single``, ``processes``, ``prefect_process`` and ``restarts`` keep its processes,
  ``regular`` runs what is due, ``in_prefect`` shows it, ``form_runner`` runs what people ask for on
  forms.
- Prefect: ``prefect_environment`` sets it up, ``forms`` and ``prefect_access`` say what it answers
  to whom, ``prefect_file`` writes ``prefect.yaml`` for a server of a council's own.

May import everything but ``bench``; only ``cli`` imports it.
"""
