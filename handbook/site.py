"""Markdown to pages: one template, the product's own tokens and font, links checked, nothing from another host."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from posixpath import join, normpath, relpath
from typing import Any

from .contents import DOCS, Source, groups, unplaced
from .picture import house_svg
from .reference import openapi, reference_pages
from .verbs import verb_pages

HOUSE = "<!-- the house -->"


class BrokenLink(ValueError):
    """A page points to a page that is not there, or a page of docs/ has no place."""


def write_site(out: Path) -> Path:
    """The whole site into a folder, which is replaced. Gives its first page."""
    if lost := unplaced():
        raise BrokenLink(f"no place in handbook/contents.py for: {', '.join(lost)}")
    nav = [*groups(), ("Verbs", verb_pages()), ("Reference", reference_pages())]
    pages = [page for _, held in nav for page in held]
    known = {page.path for page in pages}
    shutil.rmtree(out, ignore_errors=True)
    for page in pages:
        place = out / f"{page.path}.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_html(page, nav, known), "utf-8")
    _assets(out, pages)
    first = out / "index.html"
    first.write_text(_html(Source("index", "Taktgeber", _front(nav)), nav, known), "utf-8")
    return first


def _front(nav: Sequence[tuple[str, Sequence[Source]]]) -> str:
    listed = [f"## {name}\n\n" + "\n".join(f"* [{p.title}]({p.path}.md)" for p in held) for name, held in nav]
    begin = "Runs a company's marketing with two hands: one perfects what works, one finds what does not exist yet."
    return "\n\n".join(["# Taktgeber", begin, *listed])


def _html(page: Source, nav: Sequence[tuple[str, Sequence[Source]]], known: set[str]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(page.markdown)
    body = body.replace(HOUSE, house_svg())
    up = "../" * page.path.count("/")
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    return made.get_template("page.html").render(
        page=page, nav=nav, up=up, body=Markup(_headings(_linked(body, page, known)))
    )


def _linked(body: str, page: Source, known: set[str]) -> str:
    """Links between Markdown files become links between pages; one to nowhere is an error."""

    def link(found: re.Match[str]) -> str:
        target, _, part = found[1].partition("#")
        if "://" in target or not target.endswith(".md"):
            return found[0]
        at = normpath(join(page.path.rpartition("/")[0], target.removesuffix(".md")))
        if at in ("../README", "../CHANGELOG"):
            at = "index"
        elif at not in known:
            raise BrokenLink(f"docs/{page.path}.md points to {target}, which is not there")
        return f'href="{relpath(at, page.path.rpartition("/")[0] or ".")}.html{"#" + part if part else ""}"'

    return re.sub(r'href="([^"]+)"', link, body)


def _headings(body: str) -> str:
    """Headings that can be linked to."""

    def mark(found: re.Match[str]) -> str:
        slug = re.sub(r"\W+", "-", re.sub(r"<[^>]+>", "", found[2]).lower()).strip("-")
        return f'<h{found[1]} id="{slug}">{found[2]}</h{found[1]}>'

    return re.sub(r"<h([23])>(.*?)</h\1>", mark, body)


def _assets(out: Path, pages: Sequence[Source]) -> None:
    brief, here = files("taktgeber.brief"), Path(__file__).parent / "templates"
    style = (brief / "style.css").read_text("utf-8") + (here / "handbook.css").read_text("utf-8")
    (out / "style.css").write_text(style, "utf-8")
    (out / "inter-latin.woff2").write_bytes((brief / "fonts" / "inter-latin.woff2").read_bytes())
    shutil.copytree(DOCS / "screenshots", out / "screenshots", dirs_exist_ok=True)
    (out / "search.js").write_text((here / "search.js").read_text("utf-8"), "utf-8")
    words: list[dict[str, Any]] = [{"path": p.path, "title": p.title, "words": p.markdown.lower()} for p in pages]
    (out / "words.js").write_text(f"window.handbook = {json.dumps(words, ensure_ascii=False)};\n", "utf-8")
    (out / "reference" / "openapi.json").write_text(json.dumps(openapi(), indent=2), "utf-8")
