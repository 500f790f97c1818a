# the record as it was public at this instant
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
curl -fsSL "https://handover-watch.example/api/v1/handovers/?sort=ordinal&as_of=$now"

# or a whole release: dated, never changed, with its checksums
curl -fsSL 'https://handover-watch.example/api/v1/releases/'
