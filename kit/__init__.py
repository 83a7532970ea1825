"""Spreadsheets in, official documents out."""
