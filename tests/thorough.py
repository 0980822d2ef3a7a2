"""How many examples a parser is tried with: three hundred, or what `make properties` asks for."""

from hypothesis import settings

thorough = settings(max_examples=max(300, settings().max_examples))
