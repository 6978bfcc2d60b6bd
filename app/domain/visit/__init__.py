"""A visit (来访): one person with one ticket and one or more 事项, and the windows that serve it."""
