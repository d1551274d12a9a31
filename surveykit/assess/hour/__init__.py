"""When, where and with whom: times, places, partners, and what an hour costs."""
