"""How awards stand in files: pictures, text, archives of several."""
