"""A real browser: Debian's Chromium, without a window, on a profile of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

_HOW = (
    "make test drives a real browser, and this machine has no {}. On Debian or Ubuntu install it"
    " with: apt-get install chromium chromium-driver"
)
_QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1300,1400",
)


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """A browser that keeps what it keeps in ``profile``. Fails where there is none."""
    options = ChromeOptions()
    for option in (*_QUIET, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.binary_location = _installed("chromium")
    driver = Chrome(options=options, service=Service(_installed("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def _installed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.fail(_HOW.format(program), pytrace=False)
    return found
