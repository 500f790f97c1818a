# everything that happened at one base, oldest first
curl -fsS 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?sort=date'

# the same with who said so, and as a table
curl -fsS 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?include=sources'
curl -fsS 'https://handover-watch.example/api/v1/bases/besmaya/timeline/?format=csv' -o besmaya.csv

# handovers and attacks of 2020, wherever they were, newest first
curl -fsS 'https://handover-watch.example/api/v1/timeline/?kind=handover,attack&datetime=2020-01-01/2020-12-31&sort=-date'
