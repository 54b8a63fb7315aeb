"""What `make web` does: builds the demo site, serves it under a sub-path, and lets the Nu HTML checker, axe and Lighthouse look.

Usage: check.py TOOLS, the folder whose `node_modules` holds vnu-jar, axe-core and lighthouse. Needs Chromium, Java and Node.
Exit code 1 if a page has markup errors or warnings, an accessibility violation (light and dark, with a card open and closed), or
less than 100 in Lighthouse's accessibility, best practices or SEO, or a median of less than 95 in performance.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUB_PATH = "some/where/briefings"
RUNS = 3
"""Lighthouse's performance figure moves with the load of the machine; the median of three moves less."""
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
RATED = 6
"""Pages that Lighthouse looks at, of those chosen the first: it takes ten seconds and more for each look."""
CHROME = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it so)
        pass


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        sys.exit("Chromium is not installed")
    return found


def build(folder: Path, address: str) -> None:
    """The demo site, built for that address (its canonical links have to lead to itself)."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    settings = (ROOT / "briefgen.toml").read_text("utf-8").replace("[site]\n", f'[site]\nbase_url = "{address}"\n')
    (folder / "briefgen.toml").write_text(settings.replace('output = "site"', f'output = "www/{SUB_PATH}"'), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "briefgen", "build"], cwd=folder, check=True, env=environment)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SUB_PATH}/"
        server.shutdown()


def chosen(site: Path) -> list[str]:
    """One page of each kind, of several the largest."""

    def largest(folder: str) -> str:
        found = [page for page in (site / folder).glob("*.html") if page.name != "index.html"]
        return max(found, key=lambda page: page.stat().st_size).relative_to(site).as_posix()

    rated = ["index.html", largest("briefings"), largest("people"), "timeline/index.html", "numbers/index.html", "search.html"]
    pages = [*rated, largest("places"), "glossary.html", "how-to-read.html", "stories/index.html", "data/index.html"]
    return [page for page in pages if (site / page).is_file()]


def markup(tools: Path, site: Path, address: str) -> list[str]:
    """What the Nu HTML checker says of all pages. It gets their addresses: on a disk it takes no file for the site's own."""
    urls = [address + page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-Xss1m", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", str(jar), "--Werror", *urls]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in (said.stderr + said.stdout).splitlines() if line.strip()]
    say(f"vnu: {len(urls)} pages, {len(lines)} errors and warnings")
    return lines


def violations(tools: Path, address: str, pages: list[str]) -> list[str]:
    """What axe says of the pages, light and dark, and of a briefing with a card open too."""
    from playwright.sync_api import sync_playwright

    axe, found, looks = tools / "node_modules/axe-core/axe.min.js", [], 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROME[1:])
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
            page = context.new_page()
            for path in pages:
                page.goto(address + path)
                for card in (False, True) if page.locator("a.m").count() else (False,):
                    if card:
                        page.locator("a.m").first.hover()
                        page.wait_for_selector("#card:popover-open")
                    page.add_script_tag(path=axe)
                    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
                    looks += 1
                    found += [
                        f"axe: {path} ({scheme}{', card open' if card else ''}): {one['id']}: {one['nodes'][0]['html'][:160]}"
                        for one in result["violations"]
                    ]
            context.close()
        browser.close()
    say(f"axe: {looks} looks at {len(pages)} pages, {len(found)} violations")
    return found


def scores(tools: Path, url: str, form: str) -> dict[str, int]:
    """The median of each of Lighthouse's figures."""
    runs: dict[str, list[int]] = {category: [] for category in FLOORS}
    for _ in range(RUNS):
        command = [str(tools / "node_modules/.bin/lighthouse"), url, "--quiet", "--no-enable-error-reporting", "--output=json"]
        command += [f"--chrome-flags={' '.join(CHROME)}", f"--only-categories={','.join(FLOORS)}"]
        command += ["--preset=desktop"] if form == "desktop" else []
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": chromium()})
        for category, result in json.loads(said.stdout)["categories"].items():
            runs[category].append(round(result["score"] * 100))
    return {category: round(statistics.median(values)) for category, values in runs.items()}


def low(tools: Path, address: str, pages: list[str]) -> list[str]:
    """Pages that Lighthouse rates below a floor."""
    found = []
    for path in pages:
        for form in ("mobile", "desktop"):
            figures = scores(tools, address + path, form)
            say(f"lighthouse: {path} ({form}): " + ", ".join(f"{category} {figure}" for category, figure in figures.items()))
            found += [f"lighthouse: {path} ({form}): {one} {figures[one]}" for one in FLOORS if figures[one] < FLOORS[one]]
    return found


def main() -> None:
    tools = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "www" / SUB_PATH
        with served(folder / "www") as address:
            build(folder, address)
            pages = chosen(site)
            faults = [*markup(tools, site, address), *violations(tools, address, pages), *low(tools, address, pages[:RATED])]
    for fault in faults:
        say(fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
