"""The rules, one file each, and the register that lists them."""

import pkgutil
from importlib import import_module

from cascade_xl.rules.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            Rule.of(module)
            for info in pkgutil.iter_modules(__path__)
            if hasattr(module := import_module(f"cascade_xl.rules.{info.name}"), "CODE")
        ),
        key=lambda rule: rule.code,
    )
)
