"""Wiring: settings, addresses, the clock's timetable, and the embedded servers. Imports nothing by itself."""
