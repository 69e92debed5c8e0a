"""Who is told, in what words, and by which channel.

Start at ``channel.py``, which says what a channel gets and what it must do. Nothing here knows the
store: ``engine/dispatch.py`` claims what waits, hands it to a channel and marks it sent.

- ``digest``: what a message says, a day's digest or what was found just now, without a form;
  ``alert_words``: one duty of it, as a sentence with its notes.
- ``envelope``: for whom, under which reference, and whether it may be a repeat.
- ``routing``: roles turned into people, and people into addresses; ``contacts``: those addresses.
- ``channels/``: the ways out, one file each, found by being there; ``catalogue`` finds them.
- ``mail`` and ``templates/``: the form of an e-mail, for the channels that carry one.
- ``problems``: what the code of a failed delivery means.

May import ``domain``, pydantic, and jinja2 where a message is made.
"""
