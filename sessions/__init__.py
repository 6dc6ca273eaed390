"""What a workshop is and what happened in it; knows nothing of the web."""
