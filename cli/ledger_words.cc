#include "cli/ledger_words.h"

#include "cli/sentence.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

Text note_of(const std::string& note) {
  return note.empty() ? Text{} : Text{"：" + note, ": " + note};
}

Text ref(const wire::FactRef& fact) {
  return plain(to_string(FactId{{fact.offset()}, fact.index()}));
}

Text batch_of(const std::string& batch) {
  return batch.empty() ? Text{} : Text{"（批次 " + batch + "）", " (batch " + batch + ")"};
}

Text of_needs(const wire::Fact& fact, const Names& names) {
  if (fact.has_need_opened()) {
    const auto& opened = fact.need_opened();
    const Text task = from_wire(opened.task());
    return (opened.opened_by().empty()
                ? Text{"要队伍：", "a unit is needed: "}
                : names.person(opened.opened_by()) + Text{" 要队伍：", " needs a unit: "}) +
           names.place(opened.area()) + Text{"，会 ", ", with the skill "} +
           skill_words(opened.skill()) + Text{"，", ", "} +
           name_of(level_from_wire(opened.level()).value_or(Level::none)) +
           (task.zh.empty() ? Text{} : Text{"：", ": "} + task);
  }
  if (fact.has_need_closed()) {
    const auto& closed = fact.need_closed();
    const Text how = closed.reason() == wire::NeedClosed::DONE ? Text{"做完了", "it is done"}
                     : closed.reason() == wire::NeedClosed::INCIDENT_CLOSED
                         ? Text{"事件已结束", "the incident is over"}
                         : Text{"由人结束", "ended by a person"};
    return Text{"需求结束（", "the need "} + ref(closed.need()) + Text{"）：", " ends: "} + how +
           (closed.unit().empty() ? Text{} : Text{"，", ", "} + names.unit(closed.unit())) +
           (closed.closed_by().empty() ? Text{}
                                       : Text{"，", ", by "} + names.person(closed.closed_by())) +
           note_of(closed.note());
  }
  if (fact.has_need_unmet())
    return Text{"派不出队伍：", "no unit for a need: "} + names.place(fact.need_unmet().area()) +
           Text{"，会 ", ", with the skill "} + skill_words(fact.need_unmet().skill()) +
           Text{"。", ". "} + from_wire(fact.need_unmet().reason());
  return {};
}

// To the full minute, as those who wait are told.
Text sent(const wire::UnitSent& sent, const Names& names) {
  const auto minutes = static_cast<std::uint64_t>((sent.travel_ms() + kMinuteMs - 1) / kMinuteMs);
  const Text by = sent.sent_by().empty() ? Text{"派 ", "sent: "}
                                         : names.person(sent.sent_by()) + Text{" 派 ", " sends "};
  return by + names.unit(sent.unit()) + Text{" 去", " to "} + names.place(sent.area()) +
         Text{"，约 ", ", about "} + number(minutes) + Text{" 分钟", " min"} +
         (sent.has_before() ? Text{"，原来的需求（", ", away from the need "} + ref(sent.before()) +
                                  Text{"）另派", ""}
                            : Text{}) +
         (sent.callee().empty() ? Text{}
                                : Text{"，叫 ", ", calls "} + names.person(sent.callee())) +
         Text{"。", ". "} + from_wire(sent.reason());
}

Text state_words(wire::UnitState state) {
  if (state == wire::UNIT_READY) return {"待命", "is ready"};
  if (state == wire::UNIT_SENT) return {"已派出", "is sent"};
  if (state == wire::UNIT_ON_THE_WAY) return {"出发了", "is on the way"};
  if (state == wire::UNIT_THERE) return {"到了", "is there"};
  if (state == wire::UNIT_OUT) return {"不能出动", "is out of service"};
  return {"状态不明", "is in an unknown state"};
}

Text of_units(const wire::Fact& fact, const Names& names) {
  if (fact.has_unit_sent()) return sent(fact.unit_sent(), names);
  if (fact.has_unit_recalled())
    return Text{"撤回 ", "called back: "} + names.unit(fact.unit_recalled().unit()) +
           Text{"：", ": "} + from_wire(fact.unit_recalled().reason());
  if (fact.has_unit_reported()) {
    const auto& reported = fact.unit_reported();
    return names.unit(reported.unit()) + plain(" ") + state_words(reported.state()) +
           (reported.at().empty() || reported.state() == wire::UNIT_ON_THE_WAY ||
                    reported.state() == wire::UNIT_SENT
                ? Text{}
                : Text{"，在", ", at "} + names.place(reported.at())) +
           (reported.reported_by().empty()
                ? Text{}
                : Text{"，", ", says "} + names.person(reported.reported_by()) + Text{" 报", ""}) +
           note_of(reported.note());
  }
  if (fact.has_unit_unanswered()) {
    const auto& unanswered = fact.unit_unanswered();
    return names.unit(unanswered.unit()) + Text{" 的 ", ": "} + names.person(unanswered.callee()) +
           Text{" 没有应答，", " did not answer; "} +
           (unanswered.next().empty() ? Text{"改派别的队伍", "another unit is looked for"}
                                      : Text{"改叫 ", "calls "} + names.person(unanswered.next()));
  }
  return {};
}

Text of_holds(const wire::Fact& fact, const Names& names) {
  if (fact.has_resource_held()) {
    const auto& held = fact.resource_held();
    return names.person(held.held_by()) + Text{" 保留 ", " holds "} +
           (held.supply().empty() ? names.unit(held.unit())
                                  : names.supply(held.supply()) + batch_of(held.batch()) +
                                        Text{" ", ", "} + number(held.quantity())) +
           Text{"，留给 ", " for "} + plain(held.held_for());
  }
  if (!fact.has_hold_released()) return {};
  const auto& released = fact.hold_released();
  return names.person(released.released_by()) + Text{" 解除保留 ", " releases the hold of "} +
         (released.supply().empty()
              ? names.unit(released.unit())
              : names.supply(released.supply()) + Text{" ", ", "} + number(released.quantity()));
}

Text moved_words(const wire::StockMoved& moved) {
  if (moved.kind() == wire::StockMoved::IN) return {"入库 ", "in: "};
  if (moved.kind() == wire::StockMoved::OUT) return {"出库 ", "out: "};
  if (moved.kind() == wire::StockMoved::COUNTED) return {"盘点 ", "counted: "};
  if (moved.kind() == wire::StockMoved::SENT) return {"发出 ", "sent: "};
  if (moved.kind() == wire::StockMoved::RECEIVED) return {"收到 ", "received: "};
  return {"变动 ", "moved: "};
}

Text of_stock(const wire::Fact& fact, const Names& names) {
  if (fact.has_stock_moved()) {
    const auto& moved = fact.stock_moved();
    return names.supply(moved.supply()) + batch_of(moved.batch()) + plain(" ") +
           moved_words(moved) + number(moved.quantity()) +
           (moved.to().empty() ? Text{} : Text{"，发往", ", to "} + names.place(moved.to())) +
           Text{"；这一批剩 ", "; left of the batch: "} + number(moved.left()) +
           Text{"，共剩 ", ", in all: "} + number(moved.left_in_all()) +
           (moved.moved_by().empty() ? Text{"（预案的数）", " (the plan's count)"}
                                     : Text{"，", ", by "} + names.person(moved.moved_by())) +
           note_of(moved.note());
  }
  if (fact.has_stock_short())
    return Text{"物资不够：", "a supply runs short: "} + from_wire(fact.stock_short().reason());
  return {};
}

Text aid_words(wire::AidState state) {
  if (state == wire::AID_WANTED) return {"还没有去求", "nobody has asked yet"};
  if (state == wire::AID_ASKED) return {"已求", "asked"};
  if (state == wire::AID_PROMISED) return {"答应了", "promised"};
  if (state == wire::AID_REFUSED) return {"拒绝了", "refused"};
  if (state == wire::AID_ARRIVED) return {"到了", "arrived"};
  if (state == wire::AID_RETURNED) return {"已回去", "gone home"};
  return {"情况不明", "in an unknown state"};
}

Text giver(const std::string& of) {
  return of == "county" ? Text{"县里", "the county"} : plain(of);
}

Text of_roads_and_aid(const wire::Fact& fact, const Names& names) {
  if (fact.has_road_closed())
    return (fact.road_closed().closed() ? Text{"路断了：", "a road is closed: "}
                                        : Text{"路又通了：", "a road is open again: "}) +
           names.road(fact.road_closed().road()) + Text{"，报告人 ", ", reported by "} +
           names.person(fact.road_closed().reported_by()) + note_of(fact.road_closed().note());
  if (fact.has_aid_asked()) {
    const auto& asked = fact.aid_asked();
    return (asked.asked_by().empty()
                ? Text{"要向", "to be asked of "} + giver(asked.of()) + Text{"求援：", ": "}
                : names.person(asked.asked_by()) + Text{" 已向", " has asked "} +
                      giver(asked.of()) + Text{"求援：", " for help: "}) +
           skill_words(asked.what()) + plain(" × ") + number(asked.quantity()) +
           (asked.area().empty() ? Text{} : Text{"，", ", for "} + names.place(asked.area())) +
           note_of(asked.note());
  }
  if (!fact.has_aid_reported()) return {};
  const auto& reported = fact.aid_reported();
  return Text{"求援（", "the help asked for as "} + ref(reported.aid()) + Text{"）", ": "} +
         aid_words(reported.state()) +
         (reported.quantity() == 0 ? Text{}
                                   : Text{"，数量 ", ", quantity "} + number(reported.quantity())) +
         (reported.reported_by().empty()
              ? Text{}
              : Text{"，", ", says "} + names.person(reported.reported_by()) + Text{" 报", ""}) +
         note_of(reported.note());
}

}  // namespace

Text ledger_words(const wire::Fact& fact, const Names& names) {
  for (const auto part : {of_needs, of_units, of_holds, of_stock, of_roads_and_aid}) {
    Text words = part(fact, names);
    if (!words.zh.empty()) return words;
  }
  return {};
}

}  // namespace fenghuo::cli
