# what there is
ogrinfo -ro 'OAPIF:https://handover-watch.example/ogc/'

# the attacks of two days, and the lot as a GeoPackage
ogrinfo -ro -q 'OAPIF:https://handover-watch.example/ogc/' attacks -al -where "slug = '2020-07-24-besmaya'"
ogr2ogr -f GPKG handover-watch.gpkg 'OAPIF:https://handover-watch.example/ogc/'
