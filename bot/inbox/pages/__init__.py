"""What an assessor sees: pages of plain HTML, made here whole, with a little script that saves a reload."""
