"""The badges that the desk awards: signing, pictures, taking back."""
