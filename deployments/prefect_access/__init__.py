"""Who may ask what of Prefect's server: nothing reaches it that this package does not let through.

Start with ``application``, which stands before Prefect's server. It asks, in this order:

- ``hosts``: is the request addressed to this server, and does it come from its own pages?
- ``credential`` and ``tickets``: is it the engine, or a browser that came by the printed link?
- ``allowed``: may they ask this? The list is data, with a reason for each entry.
- ``cleaning``: what is left of the little that a browser may write.

``busy`` asks Prefect again where it was only busy. ``pages`` are the few answers that Prefect does
not give itself. Only ``deployments``, ``bench``, ``reference_pages`` and the tests import this
package.
"""
