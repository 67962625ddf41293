"""What each button does, in whichever spreadsheet application it was clicked."""
