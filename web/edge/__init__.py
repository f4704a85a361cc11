"""What stands between the net and the pages: who may ask, limits, headers, problems, the log, the server.

In: any request. Out: a request that may be answered, or the refusal. Open `server.py` for the socket and its limits,
`problems.py` for what is answered when something is wrong.
"""
