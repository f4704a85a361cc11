"""Bytes -> characters: which encoding a file is in, and the gate that lets Unicode text through and nothing else.

Open `encoding` first.
"""
