"""The forms a report can take: each module makes one of the same ``report.Report``.

``web_page``, ``spreadsheet``, ``comma_separated`` and ``document`` (JSON) are the forms. ``cells``
says how a value reads in all of them, and ``charts`` draws the tables of the web page.
"""
