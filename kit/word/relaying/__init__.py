"""Another layout for a finished document or a template: the same words, marks and blanks on another page."""

from kit.word.relaying.relay import has_own_styles, relaid, relaid_parts

__all__ = ["has_own_styles", "relaid", "relaid_parts"]
