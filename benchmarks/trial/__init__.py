"""Parts of `benchmarks.schema_trial`: what schemathesis must know of the API beyond its document."""
