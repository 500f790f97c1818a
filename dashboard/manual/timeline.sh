# everything that happened at one base, oldest first
curl -fsSL 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?sort=date'

# the same with who said so, and as a table
curl -fsSL 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?include=sources'
curl -fsSL 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?format=csv' -o besmaya.csv

# handovers and attacks of 2020, wherever they were, newest first
curl -fsSL 'https://handover-watch.example/api/v1/timeline/?kind=handover,attack&datetime=2020-01-01/2020-12-31&sort=-date'

# a word in any script: curl writes it as an address wants it
curl -fsSL -G --data-urlencode 'q=بسماية' 'https://handover-watch.example/api/v1/bases/'
