"""Who is told what: notices in the site and by mail, subscriptions that narrow, the weekly digest."""
