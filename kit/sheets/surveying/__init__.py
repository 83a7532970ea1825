"""Surveys (问卷): one engine that tells questions from their values, cuts choices, counts answers."""
