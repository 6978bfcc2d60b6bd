"""The tree keeps the measures of DESIGN §10: short functions, short modules, as much test as product."""

from statistics import median, quantiles

import source_tree

PRODUCT_MODULES = source_tree.modules(*source_tree.PRODUCT)
CHECKED_MODULES = PRODUCT_MODULES + source_tree.modules("dev.py", "packaging")


def function_lengths() -> list[tuple[int, str]]:
    """Length of each function, first line to last, its docstring included."""
    return [
        ((function.end_lineno or 0) - function.lineno + 1, f"{module.path}:{function.lineno} {function.name}")
        for module in CHECKED_MODULES
        for function in module.functions()
    ]


def test_no_module_is_longer_than_400_lines():
    too_long = {module.path: module.lines() for module in CHECKED_MODULES if module.lines() > 400}
    assert not too_long


def test_half_the_modules_fit_in_120_lines():
    assert median(module.lines() for module in PRODUCT_MODULES) <= 120


def test_no_function_is_longer_than_40_lines():
    assert [f"{where}: {length} lines" for length, where in function_lengths() if length > 40] == []


def test_half_the_functions_fit_in_8_lines_and_nine_of_ten_in_30():
    lengths = [length for length, _ in function_lengths()]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=10)[-1] <= 30


def test_there_is_as_much_test_as_product():
    product = sum(module.lines() for module in PRODUCT_MODULES)
    tests = sum(module.lines() for module in source_tree.modules("tests"))
    print(f"product {product} lines, tests {tests} lines, ratio {tests / product:.2f}")
    assert tests >= product
