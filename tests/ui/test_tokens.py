"""Every colour that carries meaning can be told from what lies under it."""

import pytest

from kbdesk.ui.kit.tokens import PAIRS, STYLES, Style, contrast


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_can_be_read_on_its_ground(style: Style, ink: str, ground: str, least: float) -> None:
    assert contrast(STYLES[style][ink], STYLES[style][ground]) >= least


def test_grey_on_grey_would_be_noticed() -> None:
    assert contrast("#777777", "#888888") < 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_every_style_has_the_same_names() -> None:
    assert len({frozenset(colours) for colours in STYLES.values()}) == 1
