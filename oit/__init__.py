"""Joins the stages: the only package that imports extract, normalize and audit together."""
