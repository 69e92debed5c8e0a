"""A synthetic English county, made from a seed: nobody in it exists.

Start at ``authority.py``: every event of every case. Events are made in ``timeline`` alone.

- cases: ``looked_after``, ``child_protection``, ``complaints``, ``complaint_starts``,
  ``emergencies``, ``leaving_care``, ``education_plans``, ``carers``.
- what happens in them: ``reviews`` and ``review_diary``, ``placements``, ``plans``, ``missing``,
  ``quality_alerts``, ``conferences``.
- the county's habits: ``lateness``, ``delays``, ``diary``, ``people``, ``comparators``.
- ``export``: the same county as the returns and registers that an authority sends or keeps.

May import ``calendars`` and ``domain``.
"""
