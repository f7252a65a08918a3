#include "cli/exercise_words.h"

#include "cli/sentence.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

template <class Units>
Text list(const Units& units, const Names& names, const Text& none) {
  Text all;
  for (const auto& unit : units)
    all = all + (all.zh.empty() ? Text{} : Text{"、", ", "}) + names.unit(unit);
  return units.empty() ? none : all;
}

Text began(const wire::DrillBegan& drill, const Names& names) {
  const Text begins = Text{"演练开始：", "the drill begins: "} + from_wire(drill.title());
  if (drill.players().empty()) return begins;
  Text players;
  for (const auto& player : drill.players())
    players = players + (players.zh.empty() ? Text{} : Text{"、", ", "}) + names.person(player);
  return begins + Text{"；参加的有 ", "; those who take part: "} + players;
}

Text held(const wire::LiveHeld& held, const Names& names) {
  Text words = Text{"实战占用：", "live holds: "} +
               list(held.units(), names, {"没有队伍", "no unit any more"});
  if (!held.taken().empty())
    words = words + Text{"；新占用 ", "; newly "} + list(held.taken(), names, {});
  if (!held.given_back().empty())
    words = words + Text{"；已放回 ", "; given back "} + list(held.given_back(), names, {});
  return words;
}

Text stopped(const wire::ExerciseStopped& stopped, const Names& names) {
  const Text reason = from_wire(stopped.reason());
  if (!stopped.stopped_by().empty())
    return names.person(stopped.stopped_by()) + Text{" 中止演练：", " stops the exercise: "} +
           reason;
  return Text{"演练中止，因为有", "the exercise is over, because of "} + reason;
}

Text rating(wire::Rating rating) {
  if (rating == wire::RATING_P) return {"顺利完成（P）", "performed without challenges (P)"};
  if (rating == wire::RATING_S) return {"有些问题（S）", "performed with some challenges (S)"};
  if (rating == wire::RATING_M) return {"问题很大（M）", "performed with major challenges (M)"};
  if (rating == wire::RATING_U) return {"没能完成（U）", "unable to be performed (U)"};
  return {};
}

Text noted(const wire::ExerciseNoted& noted, const Names& names) {
  Text words = names.person(noted.noted_by()) + Text{" 评估", " evaluates"};
  if (!noted.objective().empty()) words = words + Text{" ", " "} + plain(noted.objective());
  if (const Text rated = rating(noted.rating()); !rated.zh.empty())
    words = words + Text{"：", ": "} + rated;
  if (!noted.note().empty()) words = words + Text{"：", ": "} + plain(noted.note());
  if (noted.has_about()) words = words + plain(" [" + to_string(from_wire(noted.about())) + "]");
  return words;
}

}  // namespace

Text exercise_words(const wire::Fact& fact, const Names& names) {
  if (fact.has_drill_began()) return began(fact.drill_began(), names);
  if (fact.has_live_held()) return held(fact.live_held(), names);
  if (fact.has_exercise_stopped()) return stopped(fact.exercise_stopped(), names);
  if (fact.has_inject_given()) {
    const auto& given = fact.inject_given();
    return names.person(given.given_by()) + Text{" 导调", " puts"} +
           (given.inject().empty() ? Text{"", " something"} : plain(" " + given.inject())) +
           (given.person().empty()
                ? Text{" 给所有人：", " to everybody: "}
                : Text{" 给 ", " to "} + names.person(given.person()) + Text{"：", ": "}) +
           from_wire(given.text());
  }
  return fact.has_exercise_noted() ? noted(fact.exercise_noted(), names) : Text{};
}

}  // namespace fenghuo::cli
