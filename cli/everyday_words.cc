#include "cli/everyday_words.h"

#include <cmath>

#include "cli/sentence.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

Text seconds(std::int64_t ms) {
  return number(static_cast<std::uint64_t>(ms / 1000)) + Text{" 秒", " s"};
}

Text note_of(const std::string& note) {
  return note.empty() ? Text{} : Text{"：" + note, ": " + note};
}

Text of_notices(const wire::Fact& fact, const Names& names) {
  if (fact.has_notice_given()) {
    const auto& given = fact.notice_given();
    return Text{"通知已叫过的人：", "everybody who was called is told: "} +
           from_wire(given.headline()) + Text{"；发出 ", "; sent to "} +
           number(static_cast<std::uint64_t>(given.told_size())) +
           Text{" 人，人工告知 ", ", by hand: "} +
           number(static_cast<std::uint64_t>(given.by_hand_size())) + Text{" 人", ""};
  }
  if (fact.has_notice_reported()) {
    const auto& told = fact.notice_reported();
    if (!told.told_by().empty())
      return names.person(told.told_by()) + Text{" 已告知 ", " has told "} +
             names.person(told.person()) + note_of(told.detail());
    return (told.delivered() ? Text{"通知已送达 ", "the notice has reached "}
                             : Text{"通知送不到，要人工告知 ",
                                    "the notice did not arrive, to be told by hand: "}) +
           names.person(told.person()) + plain(told.delivered() ? "" : " " + told.detail());
  }
  if (fact.has_notice_complete())
    return Text{"已全部通知到：", "everybody has been told: "} +
           names.area(fact.notice_complete().area()) + Text{"，", ", people: "} +
           number(fact.notice_complete().people()) + Text{" 人，用了 ", ", in "} +
           seconds(fact.notice_complete().took_ms());
  return {};
}

Text subscribers(const wire::ReachShort& reach) {
  if (reach.subscribers() <= 0) return {};
  const Text share = number(static_cast<std::uint64_t>(std::lround(reach.subscribers() * 100)));
  return Text{"（收得到手机消息的 ", " (messages reach "} + share + Text{"%）", "%)"};
}

Text of_warnings(const wire::Fact& fact, const Names& names) {
  if (fact.has_warning_joined())
    return names.rule(fact.warning_joined().rule()) +
           Text{" 也对这个村预警，同一险情，不再重复叫人：",
                " warns of the same hazard; nobody is called twice: "} +
           names.area(fact.warning_joined().area()) + Text{"，", ", "} +
           from_wire(fact.warning_joined().reason());
  if (fact.has_step_skipped())
    return Text{"步骤不用做：", "a step isn't called for: "} + plain(fact.step_skipped().step()) +
           Text{"（条件 ", " (its condition "} + plain(fact.step_skipped().when()) +
           Text{" 不成立）", " doesn't hold)"};
  if (fact.has_reach_short())
    return Text{"通知到的人不够：", "too few were reached: "} +
           names.area(fact.reach_short().area()) + plain(" ") +
           number(fact.reach_short().reached()) + Text{" / ", " of "} +
           number(fact.reach_short().people()) + Text{" 人", ""} + subscribers(fact.reach_short()) +
           Text{"，换办法", "; another way is taken"};
  if (fact.has_road_changed())
    return (fact.road_changed().cut() ? Text{"出村的路断了：", "the road is cut: "}
                                      : Text{"路通了：", "the road is open again: "}) +
           names.area(fact.road_changed().area()) + Text{"，报告人 ", ", reported by "} +
           names.person(fact.road_changed().reported_by());
  return {};
}

Text of_contacts(const wire::Fact& fact, const Names& names, Span utc_offset) {
  if (fact.has_contact_test_started()) {
    const auto& started = fact.contact_test_started();
    return Text{"联系测试开始，", "a contact test begins, persons: "} +
           number(static_cast<std::uint64_t>(started.persons_size())) +
           Text{" 人，限 ", ", answer by "} +
           plain(to_clock(instant_ms(started.answer_by_ms()), utc_offset)) + Text{" 前答复", ""};
  }
  if (fact.has_contact_tested()) {
    // With a detail, nothing could be sent: that isn't silence.
    const auto& tested = fact.contact_tested();
    return names.person(tested.person()) +
           (tested.answered()
                ? Text{" 联系得上，", " can be reached, in "} + seconds(tested.took_ms())
            : tested.detail().empty()
                ? Text{" 没有联系上", " did not answer the test"}
                : Text{" 的测试消息没能送到", " could not be sent the test's message"}) +
           note_of(tested.detail());
  }
  if (fact.has_contact_test_ended())
    return Text{"联系测试结束：", "the contact test is over: "} +
           number(fact.contact_test_ended().answered()) + Text{" / ", " of "} +
           number(fact.contact_test_ended().asked()) + Text{" 人答复", " answered"};
  if (fact.has_contact_confirmed())
    return names.person(fact.contact_confirmed().confirmed_by()) +
           Text{" 核对了 ", " has confirmed the number of "} +
           names.person(fact.contact_confirmed().person()) + Text{" 的电话", ""} +
           note_of(fact.contact_confirmed().note());
  if (fact.has_roles_switched())
    return names.person(fact.roles_switched().switched_by()) +
           (fact.roles_switched().emergency()
                ? Text{" 转入应急岗位：", " puts the emergency roles in force: "}
                : Text{" 转回日常岗位：", " goes back to the everyday roles: "}) +
           from_wire(fact.roles_switched().reason());
  return {};
}

Text of_routines(const wire::Fact& fact, const Names& names) {
  if (fact.has_routine_due())
    return Text{"到期：", "due: "} + from_wire(fact.routine_due().task()) + Text{"，", ", "} +
           names.person(fact.routine_due().holder());
  if (fact.has_routine_reminded()) {
    const auto& told = fact.routine_reminded();
    return Text{"再提醒：", "told again: "} + plain(told.routine()) +
           plain(told.subject().empty() ? "" : " " + told.subject()) + Text{"，", ", "} +
           names.person(told.holder());
  }
  if (!fact.has_routine_done()) return {};
  const auto& done = fact.routine_done();
  return names.person(done.done_by()) + Text{" 做完了 ", " has done "} + plain(done.routine()) +
         plain(done.subject().empty() ? "" : " " + done.subject()) +
         (done.found() ? Text{"，发现问题", ", and has found something"} : Text{}) +
         note_of(done.note());
}

}  // namespace

Text everyday_words(const wire::Fact& fact, const Names& names, Span utc_offset) {
  for (const Text& words : {of_notices(fact, names), of_warnings(fact, names),
                            of_contacts(fact, names, utc_offset), of_routines(fact, names)})
    if (!words.zh.empty()) return words;
  return {};
}

}  // namespace fenghuo::cli
