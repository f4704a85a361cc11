"""Pages and files that are made for measuring: articles in several languages, put into the shapes of many sites."""
