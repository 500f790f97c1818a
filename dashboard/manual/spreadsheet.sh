curl -fsSL 'https://handover-watch.example/map/attacks.csv' -o attacks.csv
curl -fsSL 'https://handover-watch.example/api/v1/handovers/?format=csv' -o handovers.csv
