"""补登: papers that a restored database lost are scanned back, after sign-in and later."""
