"""Two versions of an article compared, sentence by sentence. Open `versions` first."""
