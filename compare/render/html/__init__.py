"""The report as one HTML file without network: findings, the texts side by side, who shares what."""

from __future__ import annotations

from compare.render.html.page import render_html

__all__ = ["render_html"]
