"""The coordinators' page, by Flask's own client on real databases."""
