"""What users would write instead of our API, over the same tables: a tutorial's viewset, and a bare view on SQL."""
