"""What assistants may ask of an index, read-only, over the Model Context Protocol (MCP).

In: a tool's name and its arguments. Out: JSON, in which the text of articles stands under "material" and nowhere else.
Open `tools.py` first: it has every tool. `protocol.py` makes a server of them, by the official library, which is an
extra; `stdio.py` serves it on standard input and output, and the web server under `/mcp`.
"""
