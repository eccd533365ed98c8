"""From a linear model and its aims to one exact, proven point."""
