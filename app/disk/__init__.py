"""What everybody who writes files needs: writes that survive a power cut."""
