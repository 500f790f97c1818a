# the first time: keep the list, and the mark that came with it
curl -fsSL --etag-save attacks.etag 'https://handover-watch.example/api/v1/attacks/' -o attacks.json

# from then on: written anew only if it has changed
curl -fsSL --etag-compare attacks.etag --etag-save attacks.etag 'https://handover-watch.example/api/v1/attacks/' -o attacks.json
