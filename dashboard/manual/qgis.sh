# what there is
ogrinfo -ro 'OAPIF:https://handover-watch.example/ogc/'

# one attack, those of two days, and the lot as a GeoPackage
ogrinfo -ro -q 'OAPIF:https://handover-watch.example/ogc/' attacks -al -where "slug = '2020-07-24-besmaya'"
ogrinfo -ro -q 'OAPIF:https://handover-watch.example/ogc/' attacks -al -where "date BETWEEN '2020-07-24' AND '2020-07-25'"
ogr2ogr -f GPKG handover-watch.gpkg 'OAPIF:https://handover-watch.example/ogc/'
