"""Spreadsheets in, official Chinese documents out."""
