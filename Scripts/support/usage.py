"""Arguments of the scripts in Python: a wrong one exits with 1, as everywhere here; argparse alone exits with 2."""
import argparse


class Parser(argparse.ArgumentParser):
    """A parser that shows a script's description as it is written."""

    def __init__(self, description):
        super().__init__(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message):
        self.print_usage()
        self.exit(1, f"{self.prog}: {message}; --help shows what there is\n")
