"""Writes into each story what the bot says now. The stories' own promises are held first."""

import sys

from transcripts.story import Story, stories


def main() -> None:
    """Rewrites every story, or those named on the command line."""
    for path in stories():
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        story = Story.read(path)
        story.play()
        path.write_text(story.rewritten(), encoding="utf-8")


if __name__ == "__main__":
    main()
