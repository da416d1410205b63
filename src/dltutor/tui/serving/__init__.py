"""The app in a browser: a small web server, and one process of the app for each tab.

textual-serve does the talking between page and app. What is added here: a page that needs no network, a guard against
other web pages, processes that end with their tab, and standard output kept for the app alone.
"""
