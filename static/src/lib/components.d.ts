/* Written by `make types` from the API's document: change that, not this. */

export interface paths {
    "/api/v1/attacks/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_attacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AreaReference: {
            api_url: string;
            code: string;
            name: string;
            name_ar: string | null;
        };
        Attack: {
            api_url: string;
            attributions: components["schemas"]["AttackAttribution"][] | null;
            base: components["schemas"]["Reference"] | null;
            casualties: components["schemas"]["AttackCasualty"][] | null;
            casualty_note: string | null;
            date: string | null;
            date_earliest: string | null;
            date_edtf: string | null;
            date_latest: string | null;
            date_precision: "time" | "day" | "days" | "week" | "month" | "year" | "open" | null;
            disputed_fields: string[];
            drawdown: components["schemas"]["Reference"];
            governorate: components["schemas"]["AreaReference"] | null;
            independent_source_count: number;
            killed_max: number | null;
            killed_min: number | null;
            latitude: number | null;
            launch_area: components["schemas"]["AttackLaunchArea"] | null;
            location_basis: "geolocated" | "site" | "settlement" | "near_place" | "area" | "unknown" | null;
            location_from_base: boolean;
            longitude: number | null;
            munition: string | null;
            munitions_max: number | null;
            munitions_min: number | null;
            note: string | null;
            occurred_at: string | null;
            outcome: "impact_inside" | "impact_outside" | "intercepted" | "failed_launch" | "found_unfired" | "unknown";
            place: string | null;
            place_ar: string | null;
            published_at: string;
            slug: string;
            source_count: number;
            summary: string | null;
            target: "base" | "diplomatic" | "convoy" | "company" | "other";
            time_local: string | null;
            uncertainty_m: number | null;
            unopened_source_count: number;
            updated_at: string;
            url: string;
            version: number;
            weapons: ("rocket" | "mortar" | "one_way_drone" | "ballistic_missile" | "cruise_missile" | "ied" | "small_arms" | "other" | "unknown")[];
            wounded_max: number | null;
            wounded_min: number | null;
        };
        AttackAttribution: {
            actor: components["schemas"]["Reference"];
            note: string | null;
            said_on: string | null;
            source: components["schemas"]["AttackAttributionSource"] | null;
            speaker: string;
            stance: "claimed" | "accused" | "suspected" | "denied";
        };
        AttackAttributionSource: {
            api_url: string;
            id: string;
            title: string;
        };
        AttackCasualty: {
            killed_max: number | null;
            killed_min: number | null;
            note: string | null;
            side: "coalition" | "host_forces" | "contractor" | "civilian" | "attacker" | "unknown";
            wounded_max: number | null;
            wounded_min: number | null;
        };
        AttackLaunchArea: {
            area: components["schemas"]["AreaReference"] | null;
            text: string | null;
        };
        Base: {
            api_url: string;
            attack_count: number;
            disputed_fields: string[];
            drawdowns: components["schemas"]["BaseDrawdown"][] | null;
            governorate: components["schemas"]["AreaReference"] | null;
            handovers: components["schemas"]["BaseHandover"][] | null;
            independent_source_count: number;
            kind: "air_base" | "camp" | "headquarters" | "training_site" | "compound" | "airport" | "district" | "embassy" | "logistics_site" | "other";
            last_attack_on: string | null;
            latitude: number | null;
            location_basis: "geolocated" | "site" | "settlement" | "near_place" | "area" | "unknown" | null;
            longitude: number | null;
            name: string;
            name_ar: string | null;
            names: components["schemas"]["BaseName"][] | null;
            note: string | null;
            published_at: string;
            slug: string;
            source_count: number;
            status: "coalition" | "shared" | "transferred" | "reoccupied" | "unknown" | null;
            status_since: string | null;
            summary: string | null;
            uncertainty_m: number | null;
            unopened_source_count: number;
            updated_at: string;
            url: string;
            version: number;
            within: components["schemas"]["Reference"] | null;
        };
        BaseDrawdown: {
            counts: boolean;
            drawdown: components["schemas"]["Reference"];
            reason: string;
        };
        BaseHandover: {
            api_url: string;
            slug: string;
            status: "announced" | "scheduled" | "completed" | "postponed" | "cancelled";
        };
        BaseName: {
            kind: "official" | "alias" | "transliteration" | null;
            lang: string | null;
            text: string | null;
        };
        Handover: {
            announced_on: string | null;
            api_url: string;
            base: components["schemas"]["Reference"] | null;
            counted: boolean;
            counted_reason: string;
            date: string | null;
            date_earliest: string | null;
            date_edtf: string | null;
            date_latest: string | null;
            date_precision: "time" | "day" | "days" | "week" | "month" | "year" | "open" | null;
            days_since_last_attack: number | null;
            disputed_fields: string[];
            drawdown: components["schemas"]["Reference"];
            governorate: components["schemas"]["AreaReference"] | null;
            independent_source_count: number;
            latitude: number | null;
            location_basis: "geolocated" | "site" | "settlement" | "near_place" | "area" | "unknown" | null;
            longitude: number | null;
            milestones: components["schemas"]["HandoverMilestone"][] | null;
            note: string | null;
            on_schedule: boolean | null;
            onward_destination: string | null;
            ordinal: number | null;
            ordinal_max: number | null;
            ordinal_min: number | null;
            portion: "whole_site" | "coalition_portion" | "facility" | "unknown";
            published_at: string;
            receiving_detail: string | null;
            receiving_force: components["schemas"]["Reference"] | null;
            reported_ordinals: components["schemas"]["HandoverReportedOrdinal"][] | null;
            scheduled_earliest: string | null;
            scheduled_for: string | null;
            scheduled_latest: string | null;
            scheduled_precision: "time" | "day" | "days" | "week" | "month" | "year" | "open" | null;
            site_name: string | null;
            site_name_ar: string | null;
            slug: string;
            source_count: number;
            status: "announced" | "scheduled" | "completed" | "postponed" | "cancelled";
            summary: string | null;
            transferring_forces: components["schemas"]["Reference"][] | null;
            uncertainty_m: number | null;
            unopened_source_count: number;
            updated_at: string;
            url: string;
            version: number;
        };
        HandoverMilestone: {
            date_earliest: string | null;
            date_latest: string | null;
            date_precision: "time" | "day" | "days" | "week" | "month" | "year" | "open" | null;
            kind: "announcement" | "timetable_agreed" | "equipment_transferred" | "forces_departed" | "ceremony" | "host_confirmed" | "statement";
            source: components["schemas"]["HandoverMilestoneSource"] | null;
            title: string;
            title_ar: string | null;
        };
        HandoverMilestoneSource: {
            api_url: string;
            id: string;
            publisher: components["schemas"]["Reference"];
            title: string;
            url: string | null;
        };
        HandoverReportedOrdinal: {
            said_by: string | null;
            source: string;
            status: "accepted" | "conflict";
            value: unknown;
        };
        Reference: {
            api_url: string;
            name: string;
            name_ar: string | null;
            slug: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_attacks: {
        parameters: {
            query?: {
                accused?: string[];
                as_of?: string;
                base?: string[];
                bbox?: number[];
                claimed_by?: string[];
                count?: "possible" | "latest" | "certain";
                cursor?: string;
                date_precision?: ("time" | "day" | "days" | "week" | "month" | "year" | "open")[];
                datetime?: string;
                denied?: string[];
                drawdown?: string[];
                force?: string[];
                format?: "json" | "geojson" | "csv" | "ndjson";
                governorate?: string[];
                killed_min?: number;
                lang?: "en" | "ar";
                limit?: number | "all";
                location_basis?: ("geolocated" | "site" | "settlement" | "near_place" | "area" | "unknown")[];
                max_uncertainty_m?: number;
                munitions_min?: number;
                near?: number[];
                outcome?: ("impact_inside" | "impact_outside" | "intercepted" | "failed_launch" | "found_unfired" | "unknown")[];
                q?: string;
                radius_km?: number;
                sort?: "date" | "-date" | "updated" | "-updated" | "killed" | "-killed" | "wounded" | "-wounded" | "munitions" | "-munitions" | "distance" | "-distance";
                status?: ("coalition" | "shared" | "transferred" | "reoccupied" | "unknown")[];
                suspected?: string[];
                updated_since?: string;
                verification?: ("opened" | "excerpt" | "archived" | "none")[];
                weapon?: ("rocket" | "mortar" | "one_way_drone" | "ballistic_missile" | "cruise_missile" | "ied" | "small_arms" | "other" | "unknown")[];
                wounded_min?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
