"""How many examples a property is tried with: three hundred, a parser's shapes a thousand; or what is asked for."""

from hypothesis import settings

thorough = settings(max_examples=max(300, settings().max_examples))
parser = settings(max_examples=max(1000, settings().max_examples))
