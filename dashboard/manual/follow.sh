curl -fsS 'https://handover-watch.example/feeds/handovers.atom'
curl -fsS 'https://handover-watch.example/feeds/attacks.atom'
curl -fsS 'https://handover-watch.example/feeds/corrections.atom'
curl -fsS 'https://handover-watch.example/feeds/handovers.ics'
