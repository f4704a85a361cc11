"""Real OpenSearch nodes for tests: the server out of Maven Central, one process a node, on ports of this machine."""
