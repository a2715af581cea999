"""What a State could take up on a day, what each would take, and how they rank. Pure: no database, no clock."""
