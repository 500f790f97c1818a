curl -fsSL 'https://handover-watch.example/feeds/handovers.atom'
curl -fsSL 'https://handover-watch.example/feeds/attacks.atom'
curl -fsSL 'https://handover-watch.example/feeds/corrections.atom'
curl -fsSL 'https://handover-watch.example/feeds/handovers.ics'

# a part of the record, with the filters of the lists
curl -fsSL 'https://handover-watch.example/feeds/attacks.atom?weapon=one_way_drone&datetime=2021-01-01/..'
curl -fsSL 'https://handover-watch.example/feeds/handovers.ics?status=announced,scheduled'
