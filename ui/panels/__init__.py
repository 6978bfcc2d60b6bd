"""The places in the left rail; none knows another."""
