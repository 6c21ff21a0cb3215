"""The county archive: the sealed records of many branches in PostgreSQL. Needs the extra `county`."""
