"""What the command lines share: options, messages, figures in words, Ctrl-C, and commands too large for `__main__`.

Open `options.py` first. The commands themselves are `search/index.py` (`python -m search.index`) and
`search/__main__.py` (`python -m search ...`).
"""
