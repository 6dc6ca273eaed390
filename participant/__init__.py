"""What a participant uses: joining, the phone and what it sends."""
