"""Every type of event that the engine accepts, one module a family.

``TYPES`` names each with the attributes that it may carry and how they are read, ``REQUIRED`` the
attributes without which nobody can tell what is meant. A new type goes where its family is; a new
family is named in ``domain.case.event_types``.
"""
