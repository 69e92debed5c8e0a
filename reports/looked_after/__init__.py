"""The tables about looked-after children, for the annual report and the out-of-date log.

Start at ``reviews.py`` and ``late_reviews.py``. ``review_kinds`` tells reviews apart, ``delays`` is
what people recorded of late ones and ``late_reasons`` counts it. ``duties`` has what goes with
reviews; ``caseloads``, ``participation``, ``permanence`` and ``quality_alerts`` are one subject
each.
"""
