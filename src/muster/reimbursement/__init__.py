"""What a contributor is owed: rates, memoranda, statements, claims, losses, and what a unit would earn and cost."""
