"""What stands between the network and the pages: access, limits, headers, errors, logging, the server.

In: any request. Out: a request that may be answered, or the refusal. Open `server.py` for the socket and its limits,
`problems.py` for what is answered when something is wrong.
"""
