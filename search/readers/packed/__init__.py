"""What is packed: members of archives, compressed streams, and XML inside zip files, all under limits.

Open `contents` first for archives; `limits` says what may come out of one.
"""
