"""The tutorial's way: a ModelViewSet whose serializers walk from the working rows to what they point at."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from attacks.models import Attack
from editorial.models import PublicLogEntry
from handovers.models import Handover, MilitaryBase


class Pages(LimitOffsetPagination):
    default_limit = 100
    max_limit = 1000


class BaseName(serializers.ModelSerializer):
    class Meta:
        model = MilitaryBase
        fields = ["slug", "name"]


class AttackSerializer(serializers.ModelSerializer):
    base = BaseName()
    source_count = serializers.SerializerMethodField()

    class Meta:
        model = Attack
        fields = [
            "slug", "base", "place", "date_earliest", "date_latest", "date_precision", "time_local", "latitude",
            "longitude", "uncertainty_m", "location_basis", "weapons", "munition", "munitions_min", "munitions_max",
            "killed_min", "killed_max", "wounded_min", "wounded_max", "outcome", "target", "launch_area_text",
            "summary", "source_count",
        ]  # fmt: skip

    def get_source_count(self, row: Attack) -> int:
        return len(row.citations.all())


class AttackViewSet(ReadOnlyModelViewSet):
    """Rows with their base joined and their citations fetched together: no query of its own for any row."""

    serializer_class = AttackSerializer
    pagination_class = Pages
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Attack]:
        asked = self.request.query_params
        rows = Attack.objects.select_related("base").prefetch_related("citations").order_by("date_latest")
        if box := asked.get("bbox"):
            west, south, east, north = map(float, box.split(","))
            rows = rows.filter(base__longitude__range=(west, east), base__latitude__range=(south, north))
        if window := asked.get("datetime"):
            first, last = window.split("/")
            rows = rows.filter(date_latest__gte=first, date_earliest__lte=last)
        if base := asked.get("base"):
            rows = rows.filter(base__slug=base)
        return rows

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().list(request, *args, **kwargs)
        if request.query_params.get("as") == "geojson":
            answer.data = {
                "type": "FeatureCollection",
                "features": [
                    {
                        "type": "Feature",
                        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
                        "properties": row,
                    }
                    for row in answer.data["results"]
                ],
            }
        return answer


class ChangeSerializer(serializers.ModelSerializer):
    record = serializers.SerializerMethodField()

    class Meta:
        model = PublicLogEntry
        fields = ["seq", "kind", "slug", "version", "event", "published_from", "digest", "record"]

    def get_record(self, entry: PublicLogEntry) -> Any:
        attack = self.context["attacks"].get(entry.slug)
        return AttackSerializer(attack).data if attack else None


class ChangeViewSet(ReadOnlyModelViewSet):
    serializer_class = ChangeSerializer
    pagination_class = Pages

    def get_queryset(self) -> QuerySet[PublicLogEntry]:
        return PublicLogEntry.objects.filter(seq__gt=self.request.query_params.get("since", 0)).order_by("seq")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The attacks of a page are fetched together."""
        page = self.paginate_queryset(self.get_queryset()) or []
        rows = Attack.objects.select_related("base").prefetch_related("citations")
        attacks = {row.slug: row for row in rows.filter(slug__in=[entry.slug for entry in page])}
        context = self.get_serializer_context() | {"attacks": attacks}
        return self.get_paginated_response(ChangeSerializer(page, many=True, context=context).data)


class HandoverSerializer(serializers.ModelSerializer):
    base = BaseName()

    class Meta:
        model = Handover
        fields = ["slug", "base", "date_earliest", "date_latest", "date_precision", "status", "summary"]


class TimelineView(APIView):
    """Two lists that are merged in Python."""

    def get(self, request: Request, slug: str) -> Response:
        limit, since = int(request.query_params.get("limit", 100)), request.query_params.get("from", "1001-01-01")
        at_base = {"base__slug": slug, "date_latest__gte": since}
        attacks = Attack.objects.filter(**at_base).select_related("base").prefetch_related("citations")
        handovers = Handover.objects.filter(**at_base).select_related("base")
        found = chain(attacks.order_by("date_latest")[:limit], handovers.order_by("date_latest")[:limit])
        entries = sorted(found, key=lambda row: row.date_latest)[:limit]
        told = [(AttackSerializer if isinstance(row, Attack) else HandoverSerializer)(row).data for row in entries]
        return Response({"results": told})
