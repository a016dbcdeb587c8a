"""Writes into each story that is written out what the bot says now. The stories' own promises are held first."""

import sys

from transcripts.story import LINE, Story, stories


def main() -> None:
    """Rewrites them all, or those named on the command line."""
    for path in stories():
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        if LINE not in path.read_text(encoding="utf-8"):
            continue
        story = Story.read(path)
        story.play()
        path.write_text(story.rewritten(), encoding="utf-8")


if __name__ == "__main__":
    main()
