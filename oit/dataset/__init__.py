"""The dataset of a run: Parquet, one DuckDB file, and `datapackage.json` that describes them."""
