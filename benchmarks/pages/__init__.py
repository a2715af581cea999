"""How long each page of the demonstration takes, and how many queries it makes."""
