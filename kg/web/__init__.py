"""The graph on the web: a SPARQL endpoint, a page for everything in the graph, and the saved questions as forms."""
