"""``python -m goodoffices``: the command line without its script."""

from goodoffices.cli.main import main

main()
