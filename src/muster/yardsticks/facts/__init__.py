"""What the measures read, collected from what the viewer may see: each read starts in its room's `visible_*`.

A reading keeps what it has read: measures that need the same facts share the queries.
"""
