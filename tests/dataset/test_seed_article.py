"""Every sentence of the article of 25 July 2020 has its home in the shipped record."""

from datetime import date

from tests.dataset.files import claimed, matching, publisher_of, rows, sequence, speakers, the

HANDOVER = "handover:besmaya-2020"
ATTACK = "attack:2020-07-24-besmaya"
SPOKESMAN = "Major General Tahsin al-Khafaji, spokesman of the Joint Operations Command"


def test_besmaya_was_handed_over_on_25_july_2020() -> None:
    handover = the("handovers", "besmaya-2020")
    assert handover["status"] == "completed"
    assert handover["date_earliest"] == handover["date_latest"] == "2020-07-25"
    assert the("bases", "besmaya")["governorate"] == "IQ-BG"


def test_the_spellings_of_the_article_are_names_of_the_base() -> None:
    spelled = {row["text"] for row in matching("names", record="base:besmaya") if row["source"]}
    assert spelled >= {"Bismayah", "Basmah", "Bessamah", "Basmaya", "Bismayah camp", "Basmaya camp"}


def test_it_is_the_seventh_site_and_sources_say_so() -> None:
    assert sequence() == [
        "al-qaim-2020",
        "qayyarah-west-2020",
        "k1-kirkuk-2020",
        "nineveh-operations-command-2020",
        "al-taqaddum-2020",
        "abu-ghraib-6th-division-2020",
        "besmaya-2020",
        "taji-2020",
        "ain-al-asad-2026",
        "joint-operations-command-2026",
    ]
    assert set(claimed(HANDOVER, "ordinal", "accepted")) == {7}


def test_who_preceded_it_is_disputed() -> None:
    assert claimed("handover:al-taqaddum-2020", "ordinal", "accepted") == [5]
    assert set(claimed("handover:al-taqaddum-2020", "ordinal", "conflict")) == {4}
    assert claimed("handover:abu-ghraib-6th-division-2020", "ordinal", "conflict") == [5]
    assert "Disputed" in the("handovers", "nineveh-operations-command-2020")["counted_reason"]


def test_the_site_was_of_the_spanish_forces_who_trained_there() -> None:
    handover = the("handovers", "besmaya-2020")
    assert (handover["transferring_forces"], handover["portion"]) == ("spain", "coalition_portion")
    assert "trained" in the("presences", "besmaya-spain")["summary"]


def test_those_whom_the_article_quotes_are_publishers_and_speakers() -> None:
    publishers = {publisher_of(row["source"]) for row in matching("citations", record=HANDOVER)}
    assert publishers >= {"iraqi-state-television", "iraqi-news-agency", "joint-operations-command", "cjtf-oir"}
    assert SPOKESMAN in speakers(HANDOVER)
    assert "security-media-cell" in {publisher_of(row["source"]) for row in matching("citations", record=ATTACK)}


def test_it_came_within_an_agreed_timetable() -> None:
    assert the("handovers", "besmaya-2020")["on_schedule"] == "yes"
    assert matching("milestones", handover="besmaya-2020", kind="timetable_agreed") != []


def test_the_direction_of_the_withdrawal_is_not_reported_and_five_versions_are_told() -> None:
    assert the("handovers", "besmaya-2020")["onward_destination"] == ""
    assert claimed(HANDOVER, "onward_destination", "accepted") == [None]
    assert len(claimed(HANDOVER, "onward_destination", "conflict")) == 5


def test_these_forces_will_leave_and_other_sites_will_follow() -> None:
    of_the_site = [row["title"] for row in matching("milestones", handover="besmaya-2020", kind="statement")]
    of_the_drawdown = [row["title"] for row in matching("milestones", drawdown="iraq-2020", kind="statement")]
    assert any("will leave Iraq" in title for title in of_the_site)
    assert any("other sites" in title for title in of_the_drawdown)


def test_kirkuk_was_handed_over_in_march() -> None:
    assert the("handovers", "k1-kirkuk-2020")["date_latest"].startswith("2020-03")


def test_four_rockets_fell_on_friday_and_nobody_was_hurt() -> None:
    attack = the("attacks", "2020-07-24-besmaya")
    counts = [attack[f"{what}_{end}"] for what in ("munitions", "killed", "wounded") for end in ("min", "max")]
    assert counts == ["4", "4", "0", "0", "0", "0"]
    wordings = {row["wording"] for row in matching("claims", record=ATTACK, field="munitions")}
    assert wordings >= {"four Katyusha rockets", "four missiles"}


def test_they_came_from_diyala_an_area_and_another_source_says_al_dainiya() -> None:
    attack = the("attacks", "2020-07-24-besmaya")
    assert (attack["launch_area"], attack["launch_area_text"]) == ("IQ-DI", "Diyala governorate, east of Baghdad")
    assert claimed(ATTACK, "launch_area", "conflict") == [{"text": "al-Dainiya", "area": None}]


def test_attacks_on_diplomats_and_soldiers_go_on_and_3_january_2020_is_a_turning_point() -> None:
    assert {row["target"] for row in rows("attacks")} >= {"base", "diplomatic"}
    assert matching("context_events", date_earliest="2020-01-03") != []


def test_washington_accuses_two_in_general_and_none_claimed_it() -> None:
    accused = matching("series_attributions", stance="accused", speaker="United States government")
    assert {row["actor"] for row in accused} == {"kataib-hezbollah", "iran-aligned-militias"}
    assert matching("attributions", attack="2020-07-24-besmaya", stance="claimed") == []


def test_the_handover_came_a_day_after_the_attack() -> None:
    handed_over = date.fromisoformat(the("handovers", "besmaya-2020")["date_earliest"])
    attacked = date.fromisoformat(the("attacks", "2020-07-24-besmaya")["date_latest"])
    assert (handed_over - attacked).days == 1
