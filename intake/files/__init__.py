"""Reading files that may be damaged or hostile, with plain words for what is wrong.

Start at ``opening.py``, which gets the bytes. ``tables`` reads CSV, ``xml_elements`` XML,
``workbooks`` Excel and ``yaml_files`` YAML; none of them knows what the cells mean.

May import ``domain`` and what lies loose in ``intake``, and no format.
"""
