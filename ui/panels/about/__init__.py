"""关于: the version, the licences, and what support asks for, without a single personal fact."""
