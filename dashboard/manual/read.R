attacks <- read.csv("https://handover-watch.example/api/v1/attacks/?format=csv", na.strings = "", encoding = "UTF-8")
attacks$date_latest <- as.Date(attacks$date_latest)
print(aggregate(killed_min ~ format(date_latest, "%Y"), attacks, sum))
print(sum(is.na(attacks$killed_min)))
