"""Prefect's pages in a real browser: they work by the link, and for nobody else."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.support.browser import chromium
from tests.support.running_engine import LONGEST_WAIT, Engine, free_port, wait_for


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on an empty store."""
    engine = Engine(tmp_path_factory.mktemp("data"), free_port())
    try:
        yield engine.until_up()
    finally:
        engine.process.send_signal(signal.SIGTERM)
        engine.process.wait(LONGEST_WAIT)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    """A browser that has never been anywhere."""
    with chromium(tmp_path / "profile") as browser:
        yield browser


def waiting(browser: Chrome) -> WebDriverWait[Chrome]:
    """What is asked of a page that is just being drawn anew may fail, and is asked again."""
    return WebDriverWait(browser, LONGEST_WAIT, ignored_exceptions=[WebDriverException])


def until_shown(browser: Chrome, text: str) -> None:
    """Wait until the page shows this text."""
    shown = ""

    def is_shown(_: Any) -> bool:
        nonlocal shown
        shown = browser.find_element(By.TAG_NAME, "body").text
        return text in shown

    try:
        waiting(browser).until(is_shown)
    except TimeoutException:
        raise AssertionError(f"the page never showed {text!r}, but {shown!r}") from None


def click(browser: Chrome, xpath: str) -> None:
    """Click what is there, once it is."""

    def clicked(_: Any) -> bool:
        browser.find_element(By.XPATH, xpath).click()
        return True

    waiting(browser).until(clicked, f"nothing to click at {xpath}")


def test_the_link_opens_the_pages_and_leaves_no_token_behind(
    engine: Engine, browser: Chrome
) -> None:
    browser.get(engine.link)
    until_shown(browser, "Deployments")
    address = str(engine.api.base_url.join("/v2/dashboard"))
    assert browser.current_url.startswith(address)
    assert "token" not in browser.execute_script("return document.referrer + document.cookie")
    # A script on the page cannot read the cookie.
    assert "timescales" not in browser.execute_script("return document.cookie")

    browser.get(address.replace("dashboard", "runs"))
    until_shown(browser, "sweep 20")
    until_shown(browser, "Completed")


def test_a_rerun_is_asked_for_on_its_form_and_shows_what_it_did(
    engine: Engine, browser: Chrome
) -> None:
    browser.get(engine.link)
    until_shown(browser, "Deployments")
    form = engine.deployment("Review schedule")["id"]
    browser.get(str(engine.api.base_url.join(f"/v2/deployments/deployment/{form}/run")))
    until_shown(browser, "Case references")
    until_shown(browser, "A dry run unless ticked")
    click(browser, "//button[normalize-space()='Submit']")

    def done() -> list[dict[str, Any]]:
        runs = (run for run in engine.flow_runs() if run["name"].endswith("dry run"))
        return [run for run in runs if run["state_type"] == "COMPLETED"]

    [run] = wait_for(done, "the run that was asked for")
    browser.get(str(engine.api.base_url.join(f"/v2/runs/flow-run/{run['id']}")))
    until_shown(browser, run["name"])
    until_shown(browser, "Completed")

    # The log arrives a moment after the end, and the page of a run that is over looks no more.
    def logged() -> bool:
        asked = {"logs": {"flow_run_id": {"any_": [run["id"]]}}}
        return "Worked out" in engine.api.post("/logs/filter", json=asked).text

    wait_for(logged, "the log of the run")
    browser.refresh()
    until_shown(browser, "Worked out 0 cases")


def test_without_the_link_there_is_one_plain_page(engine: Engine, browser: Chrome) -> None:
    for path in ("/", "/v2/runs", "/api/health"):
        browser.get(str(engine.api.base_url.join(path)))
        until_shown(browser, "Open it by the link that timescales up printed")
        assert browser.find_elements(By.TAG_NAME, "script") == []


def test_the_pages_fetch_nothing_from_anywhere_else(engine: Engine, browser: Chrome) -> None:
    browser.get(engine.link)
    until_shown(browser, "Deployments")
    address = str(engine.api.base_url.join("/"))
    fetched = browser.execute_script(
        "return performance.getEntriesByType('resource')"
        ".filter(one => one.responseStatus).map(one => one.name)"
    )
    assert len(fetched) > 20
    assert [one for one in fetched if not one.startswith(address)] == []
