"""Units in theatre: stays under way and arrivals that happened."""
