"""Exporters: pure functions from the course to text or bytes. They read no file and write none."""
