"""Reading files that may be damaged or hostile, with plain words for what is wrong.

Start at ``opening.py``, which gets the bytes. ``tables`` reads CSV, ``xml_elements`` XML,
``workbooks`` Excel and ``yaml_files`` YAML; none of them knows what the cells mean. What one says
is read by ``cells`` and ``cell_days``, the same for every format; ``month_first`` is what a whole
column shows of its dates, ``separators`` what parts the cells of CSV.

May import ``domain`` and what lies loose in ``intake``, and no format.
"""
