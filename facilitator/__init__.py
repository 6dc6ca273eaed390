"""What the trainer uses: the console, the projector and their controls."""
