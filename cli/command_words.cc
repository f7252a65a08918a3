#include "cli/command_words.h"

#include <cmath>

#include "cli/sentence.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {

namespace {

Text note_of(const std::string& note) {
  return note.empty() ? Text{} : Text{"：" + note, ": " + note};
}

class Words {
 public:
  Words(const Names& names, Span utc_offset) : names_(names), utc_offset_(utc_offset) {}

  Text of_decisions(const wire::Fact& fact) const;
  Text of_warnings(const wire::Fact& fact) const;
  Text of_contact(const wire::Fact& fact) const;
  Text of_evacuations(const wire::Fact& fact) const;

 private:
  Text clock(std::int64_t ms) const { return plain(to_clock(instant_ms(ms), utc_offset_)); }
  template <class People>
  Text people(const People& persons) const {
    Text all;
    for (const auto& person : persons)
      all = all + (all.zh.empty() ? Text{} : Text{"、", ", "}) + names_.person(person);
    return all;
  }
  template <class TellingFact>
  Text told(const TellingFact& fact) const {
    Text all =
        Text{"；已发给 ", "; told: "} + plain(std::to_string(fact.told_size())) + Text{" 人", ""};
    if (fact.by_hand().empty()) return all;
    return all + Text{"，要人工告知：", "; to be told by hand: "} + people(fact.by_hand());
  }
  Text made(const wire::DecisionMade& made) const;
  Text through(const wire::WarningProposed& proposed) const;

  const Names& names_;
  Span utc_offset_;
};

Text Words::made(const wire::DecisionMade& made) const {
  const Text answer = made.yes() ? Text{"是", "yes"} : Text{"否", "no"};
  if (made.release() == wire::Question::AT_ONCE)
    return Text{"按预案事先批准放行：", "the plan had approved it: "} + answer;
  if (made.release() == wire::Question::AFTER_CHAIN)
    return Text{"无人决定，按预案放行：", "nobody decided, so the plan did: "} + answer;
  const bool behalf = made.recorded_by() != made.decided_by();
  return names_.person(made.decided_by()) + Text{" 决定：", " decided: "} + answer +
         (behalf ? Text{"（", " (recorded by "} + names_.person(made.recorded_by()) +
                       Text{" 代录）", ")"}
                 : Text{}) +
         note_of(made.note());
}

Text Words::of_decisions(const wire::Fact& fact) const {
  if (fact.has_decision_opened()) {
    const auto& opened = fact.decision_opened();
    Text words = Text{"待决定：", "to be decided: "} + names_.area(opened.area()) +
                 Text{"，", ", "} + from_wire(opened.ask());
    if (opened.decide_by_ms() == 0) return words;
    return words + Text{" 由 ", " By "} + names_.person(opened.owner()) + Text{" 在 ", " until "} +
           clock(opened.decide_by_ms()) + Text{" 前决定", ""};
  }
  if (fact.has_decision_passed_on()) {
    const auto& passed = fact.decision_passed_on();
    return names_.person(passed.from()) +
           Text{" 到时未决定，转交 ", " did not decide; it goes to "} +
           names_.person(passed.owner()) + Text{"，限 ", ", until "} +
           clock(passed.decide_by_ms()) + Text{" 前", ""};
  }
  if (fact.has_decision_made()) return made(fact.decision_made());
  if (fact.decision_closed().reason() == wire::ObligationClosed::CROWDED_OUT)
    return {"待决定的事项太多，这一项不再问，请自行处理",
            "too many questions were open: this one is asked no longer, look at it yourself"};
  if (fact.has_decision_closed())
    return {"这项决定不用再作，事件已变", "the decision is no longer needed"};
  if (!fact.has_decision_message()) return {};
  return fact.decision_message().delivered()
             ? Text{"征询已送达", "the question was delivered"}
             : Text{"征询没能送到：", "the question could not be sent: "} +
                   plain(fact.decision_message().detail());
}

Text Words::through(const wire::WarningProposed& proposed) const {
  Text all;
  for (const auto& time : proposed.through())
    all = all + plain(" " + time.channel()) + Text{"：", ": through in "} +
          plain(std::to_string(std::llround(time.takes_s()))) +
          (time.too_late() ? Text{" 秒才发得完，赶不上险情。", " s, later than the danger."}
                           : Text{" 秒发完。", " s."});
  return all;
}

Text Words::of_warnings(const wire::Fact& fact) const {
  if (fact.has_warning_proposed()) {
    const auto& proposed = fact.warning_proposed();
    Text areas;
    for (const auto& area : proposed.warning().areas())
      areas = areas + (areas.zh.empty() ? Text{} : Text{"、", ", "}) + names_.area(area);
    return names_.person(proposed.proposed_by()) + Text{" 提出预警：", " wants to warn: "} + areas +
           Text{"，", ", "} +
           name_of(level_from_wire(proposed.warning().level()).value_or(Level::none)) +
           Text{"，", ", people: "} + plain(std::to_string(proposed.people())) +
           Text{" 人。", ". "} + from_wire(proposed.warning().reason()) + through(proposed);
  }
  if (fact.has_warning_retracted()) {
    const auto& retracted = fact.warning_retracted();
    return names_.person(retracted.retracted_by()) +
           Text{" 按误报撤回：", " retracts it as false: "} + from_wire(retracted.reason()) +
           told(retracted);
  }
  if (fact.has_stand_down_proposed())
    return names_.person(fact.stand_down_proposed().proposed_by()) +
           Text{" 提出解除，待另一人复核", " proposes the all-clear; another person has to agree"} +
           note_of(fact.stand_down_proposed().note());
  if (fact.has_all_clear_given()) {
    const auto& given = fact.all_clear_given();
    return Text{"解除：", "all clear: "} + names_.area(given.area()) + Text{"，", ", by "} +
           names_.person(given.proposed_by()) + Text{" 提出，", " and "} +
           names_.person(given.agreed_by()) + Text{" 复核，现场 ", ", seen by "} +
           people(given.observed_by()) + Text{" 报平安；到 ", "; until "} +
           clock(given.hold_until_ms()) +
           Text{" 前有相反报告即重新预警", " a contrary report warns again"} + told(given);
  }
  if (fact.has_all_clear_revoked())
    return Text{"解除作废，重新预警：", "the all-clear is withdrawn, warns again: "} +
           names_.area(fact.all_clear_revoked().area());
  return {};
}

Text Words::of_contact(const wire::Fact& fact) const {
  if (fact.has_village_cut_off()) {
    const auto& village = fact.village_cut_off();
    return Text{"疑似三断：", "presumed cut off: "} + names_.area(village.area()) +
           Text{"，最后有消息 ", ", last heard "} + clock(village.heard_last_ms()) +
           Text{"，", "; people of whom nothing is known: "} +
           plain(std::to_string(village.people_unknown())) +
           Text{" 人情况不明，要找到：", "; to be found: "} + people(village.to_find());
  }
  if (fact.has_contact_restored())
    return Text{"恢复联系：", "heard again: "} + names_.area(fact.contact_restored().area());
  return {};
}

Text Words::of_evacuations(const wire::Fact& fact) const {
  if (fact.has_evacuation_ordered()) {
    const auto& ordered = fact.evacuation_ordered();
    return Text{"转移令：", "to be moved: "} + names_.area(ordered.area()) +
           Text{"，", ", people: "} + number(ordered.people()) +
           Text{" 人，", ", households and facilities: "} + number(ordered.households()) +
           Text{" 户（含单位），要帮助的 ", ", who need help: "} + number(ordered.need_help()) +
           Text{" 人；组织：", "; organised by "} + names_.person(ordered.organiser()) +
           Text{"；限 ", "; until "} + clock(ordered.by_ms()) +
           Text{" 前；未下令不得返回", "; nobody goes back before the return is ordered"};
  }
  if (fact.has_household_counted()) {
    const auto& counted = fact.household_counted();
    const auto state = counted.state();
    const Text found =
        state == wire::CountHousehold::REFUSED ? Text{"不愿撤离", "won't leave"}
        : state == wire::CountHousehold::UNREACHABLE
            ? Text{"找不到人", "nobody was found"}
            : Text{"已到安全处 ", "safe: "} + number(counted.people()) + Text{" 人", ""};
    return names_.area(counted.area()) + plain(" ") + names_.person(counted.household()) +
           Text{"：", ": "} + found + Text{"，清点：", ", counted by "} +
           names_.person(counted.counted_by()) + note_of(counted.note());
  }
  if (fact.has_evacuation_complete()) {
    const auto& all = fact.evacuation_complete();
    return Text{"转移清点完毕：", "everybody is accounted for: "} + names_.area(all.area()) +
           Text{"，共 ", ", of "} + number(all.people()) + Text{" 人，安全 ", " safe: "} +
           number(all.safe()) + Text{"，不走 ", ", won't leave: "} + number(all.refused()) +
           Text{"，找不到 ", ", not found: "} + number(all.unreachable());
  }
  if (fact.has_people_missing()) {
    const auto& missing = fact.people_missing();
    return Text{"安置点少人：", "people are missing from the shelter: "} +
           names_.area(missing.area()) + Text{"，应有 ", ", of "} + number(missing.safe()) +
           Text{" 人，实到 ", " there are "} + number(missing.present());
  }
  if (fact.has_return_ordered())
    return names_.person(fact.return_ordered().ordered_by()) +
           Text{" 下令返回：", " orders the return: "} + names_.area(fact.return_ordered().area()) +
           note_of(fact.return_ordered().note());
  if (fact.has_response_changed()) {
    const auto& changed = fact.response_changed();
    const auto level = [](std::uint32_t wire_level) {
      return name_of(level_from_wire(wire_level).value_or(Level::none));
    };
    return Text{"响应级别：", "response level: "} + level(changed.level()) +
           Text{"（原 ", " (was "} + level(changed.previous()) +
           Text{"，县里 ", ", the county's "} + level(changed.county()) + Text{"），", "), by "} +
           names_.person(changed.changed_by()) + Text{"：", ": "} + from_wire(changed.reason());
  }
  if (fact.has_time_to_safe())
    return (fact.time_to_safe().enough() ? Text{"时间又够了：", "there is enough time again: "}
                                         : Text{"时间不够：", "there is not enough time: "}) +
           names_.area(fact.time_to_safe().area()) + Text{"，", ", "} +
           from_wire(fact.time_to_safe().reason());
  return {};
}

}  // namespace

Text command_words(const wire::Fact& fact, const Names& names, Span utc_offset) {
  const Words words(names, utc_offset);
  for (const auto part :
       {&Words::of_decisions, &Words::of_warnings, &Words::of_contact, &Words::of_evacuations}) {
    Text text = (words.*part)(fact);
    if (!text.zh.empty()) return text;
  }
  return {};
}

}  // namespace fenghuo::cli
