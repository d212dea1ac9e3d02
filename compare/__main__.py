"""`python -m compare`: the command, whatever else on this machine is called compare."""

from compare.cli.start import run

if __name__ == "__main__":
    run()
