"""转录助手: a strip above other systems' windows that hands a case's values out one by one."""
