"""Carrying a case over into another system, field by field (转录), instead of typing it twice."""
