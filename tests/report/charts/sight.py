"""How colours look to the eye, in grey, and to those who see fewer of them.

Matrices for the whole of each deficiency: Machado, Oliveira and Fernandes 2009.
"""

import numpy as np

_SIGHTS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
SIGHTS = {"all colours": np.eye(3), **{name: np.array(matrix) for name, matrix in _SIGHTS.items()}}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour):
    """Return the light of a colour such as ``#0072b2``: red, green and blue from 0 to 1, before the screen's curve."""
    shares = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(light):
    """Return CIE L*a*b* of linear light (D65)."""
    ratio = _TO_XYZ @ np.clip(light, 0, 1) / _WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def lightness(colour):
    """Return what is left of a colour in grey: its lightness L*, from 0 to 100."""
    return float(lab(linear(colour))[0])


def distance(one, other, sight):
    """Return how far apart two colours are to someone with this sight: CIE 1976, about 2.3 can just be seen side by side."""
    return float(np.linalg.norm(lab(sight @ linear(one)) - lab(sight @ linear(other))))


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    luminances = sorted(float(_TO_XYZ[1] @ linear(colour)) + 0.05 for colour in (one, other))
    return luminances[1] / luminances[0]
