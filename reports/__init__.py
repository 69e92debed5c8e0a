"""The reports that people made by hand: each is a list of tables, and each table a list of rows."""
