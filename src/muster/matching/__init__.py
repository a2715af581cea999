"""May this pledge fill this post, how well, and if not, why."""
