"""The points of all versions are indexed, so that boxes over the record as it was are answered by the index too."""

from django.contrib.postgres.indexes import GistIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations
from django.db.models import F, Func


def points(name: str) -> GistIndex:
    return GistIndex(Func(F("longitude"), F("latitude"), function="point"), name=name)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("handovers", "0003_known_time_zones")]
    operations = [
        AddIndexConcurrently("publishedmilitarybase", points("published_base_point")),
        AddIndexConcurrently("publishedhandover", points("published_handover_points")),
        RemoveIndexConcurrently("publishedmilitarybase", "published_base_current_point"),
        RemoveIndexConcurrently("publishedhandover", "published_handover_point"),
    ]
