#include "cli/drill/known_values.h"

#include <algorithm>

#include "cli/drill/svg.h"
#include "engine/decimal.h"
#include "engine/property.h"
#include "simulator/call_board.h"

namespace fenghuo::cli {
namespace {

using simulator::Behaviour;
using simulator::Does;
using simulator::Mark;
using simulator::Origin;
using simulator::StationScript;

/// Of a run with more points than this the first, the last, the least and the most are told.
constexpr std::size_t kPointsTold = 16;

class Values {
 public:
  explicit Values(const ReportPage& page) : page_(page) {}

  std::vector<KnownValue> all() {
    const auto& scenario = page_.scenario();
    for (const auto& script : scenario.stations) add_readings(script);
    for (const auto& fault : scenario.gauge_faults) add(fault);
    for (const auto& failure : scenario.failures)
      add(ValueKind::failure, escaped(failure.element), stretch(failure.from, failure.until),
          failure.origin);
    for (const auto& one : scenario.channels) add(one);
    for (const auto& one : scenario.behaviours) add(one);
    for (const auto& inject : scenario.injects)
      add(ValueKind::inject, page_.say(inject.what) + " <code>" + escaped(inject.id) + "</code>",
          page_.clock(inject.at), inject.origin);
    for (const auto& danger : scenario.dangers)
      add(ValueKind::danger, page_.say(page_.names().area(danger.village)), page_.clock(danger.at),
          danger.origin);
    for (const auto& refusal : scenario.refusals)
      add(ValueKind::refusal, escaped(refusal.household), page_.say({"不肯走", "won't leave"}),
          refusal.origin);
    for (const auto& going : scenario.goings_back)
      add(ValueKind::going_back, escaped(going.household),
          page_.say({"回家 ", "goes home "}) + page_.clock(going.at), going.origin);
    for (const auto& then : scenario.history)
      add(ValueKind::history, page_.say(then.what), page_.clock(then.at), then.origin);
    add_chances();
    add_program();
    return std::move(values_);
  }

 private:
  void add(ValueKind kind, std::string what, std::string value, Origin origin,
           std::size_t count = 1) {
    values_.push_back({kind, std::move(what), std::move(value), std::move(origin), count});
  }

  // To the night's end where it isn't told.
  std::string stretch(Instant from, Instant until) const {
    return page_.clock(from) + "–" +
           (until >= page_.record().end ? page_.say({"结束", "the end"}) : page_.clock(until));
  }

  std::string length(Span span) const {
    if (span % std::chrono::minutes{1} == Span{0}) return page_.minutes(span);
    const std::string seconds =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(span).count());
    return page_.say({seconds + " 秒", seconds + " s"});
  }

  void add_readings(const StationScript& script) {
    const Property* property = find_property(script.property);
    const Text name =
        property != nullptr ? name_of(*property) : Text{script.property, script.property};
    const std::string what = page_.say(page_.names().station(script.station)) + " " +
                             page_.say(name) +
                             (property != nullptr ? " (" + std::string(property->unit) + ")" : "");
    const auto& points = script.points;
    for (std::size_t begin = 0; begin < points.size();) {
      std::size_t end = begin;
      while (end < points.size() && points[end].mark == points[begin].mark) ++end;
      add(ValueKind::reading, what, run(script, begin, end), {points[begin].mark, script.source},
          end - begin);
      begin = end;
    }
  }

  std::string reading(const StationScript& script, const StationScript::Point& point) const {
    return page_.clock(point.at) + "&nbsp;<b>" +
           (point.value ? format_number(*point.value, script.decimals)
                        : page_.say({"无声", "silent"})) +
           "</b>";
  }

  std::string run(const StationScript& script, std::size_t begin, std::size_t end) const {
    const auto& points = script.points;
    std::string out;
    if (end - begin <= kPointsTold) {
      for (std::size_t i = begin; i < end; ++i)
        out += (i == begin ? "" : ", ") + reading(script, points[i]);
      return out;
    }
    std::optional<double> least;
    std::optional<double> most;
    for (std::size_t i = begin; i < end; ++i) {
      if (!points[i].value) continue;
      least = std::min(least.value_or(*points[i].value), *points[i].value);
      most = std::max(most.value_or(*points[i].value), *points[i].value);
    }
    out = reading(script, points[begin]) + " … " + reading(script, points[end - 1]);
    if (least)
      out += page_.say({"，最小 ", ", least "}) + format_number(*least, script.decimals) +
             page_.say({"，最大 ", ", most "}) + format_number(*most, script.decimals);
    return out;
  }

  void add(const simulator::GaugeFault& fault) {
    const Text stuck{"卡住不动", "stuck"};
    const std::string per_hour = format_number(fault.per_hour, 3);
    const Text drift{"漂移，每小时 " + per_hour, "drifts by " + per_hour + " an hour"};
    add(ValueKind::gauge_fault, page_.say(page_.names().station(fault.station)),
        page_.say(fault.kind == simulator::GaugeFault::Kind::stuck ? stuck : drift) + " " +
            stretch(fault.from, fault.until),
        fault.origin);
  }

  void add(const simulator::ChannelCondition& one) {
    std::string value;
    const auto part = [&](const std::string& zh, const std::string& en) {
      value += page_.say({zh + "，", en + ", "});
    };
    const std::string per_minute = std::to_string(one.per_minute);
    if (one.per_minute > 0) part("每分钟 " + per_minute + " 条", per_minute + " a minute");
    const std::string delay = length(one.delay.value_or(Span{}));
    if (one.delay) part("过 " + delay + " 到手机", delay + " to a telephone");
    const std::string lost = format_number(one.lost, 3);
    if (one.lost > 0) part("丢失份额 " + lost, "share lost " + lost);
    const std::string twice = format_number(one.twice, 3);
    if (one.twice > 0) part("重复份额 " + twice, "share that comes twice " + twice);
    std::string what = escaped(one.channel);
    if (!one.village.empty()) what += " " + page_.say(page_.names().area(one.village));
    add(ValueKind::channel, what, value + stretch(one.from, one.until), one.origin);
  }

  void add(const Behaviour& one) {
    Text does{"会答复，也照办", "answers, and does what is asked"};
    if (one.does == Does::promise) does = {"答应了不办", "answers, and does nothing"};
    if (one.does == Does::silent) does = {"收到不答复", "is reached, and doesn't answer"};
    if (one.does == Does::asleep) does = {"睡着了，听不到消息", "sleeps, and hears no message"};
    if (one.does == Does::away) does = {"联系不上", "can't be reached"};
    std::string value = page_.say(does);
    if (one.answers_after)
      value += page_.say({"，过 ", ", after "}) + page_.minutes(*one.answers_after);
    if (one.does_after)
      value += page_.say({"，再过 ", ", done "}) + length(*one.does_after) +
               page_.say({" 办好", " later"});
    if (one.says_no)
      value += page_.say({"，请示答“否”", ", says no to what is asked for a decision"});
    add(ValueKind::behaviour,
        one.person.empty() ? page_.say({"其他所有人", "everybody else"})
                           : page_.say(page_.names().person(one.person)),
        value + " " + stretch(one.from, one.until), one.origin);
  }

  void add_chances() {
    const auto& chances = page_.scenario().chances;
    const auto one = [this](double value, const Text& what) {
      if (value > 0)
        add(ValueKind::chance, page_.say(what), format_number(value, 3),
            {Mark::invented, page_.plain({"由种子决定", "drawn by the seed"})});
    };
    one(chances.asleep,
        {"整夜听不到消息的人（份额）", "share of people who hear no message all night"});
    one(chances.promises, {"答应了不办的人（份额）", "share of people who answer and do nothing"});
    one(chances.slower,
        {"答复和转移最多慢到几倍", "answers and moves take up to so many times longer"});
    one(chances.station_dead, {"没有读数的测站（份额）", "share of stations that read nothing"});
    one(chances.danger_shift_h,
        {"险情最多早或晚几小时", "hours by which the danger is earlier or later"});
  }

  void add_program() {
    const auto one = [this](Span span, const Text& what) {
      add(ValueKind::program, page_.say(what), length(span),
          {Mark::invented, page_.plain({"程序的设定，情景没写时用",
                                        "the program's, where the scenario says nothing"})});
    };
    one(simulator::kAnswersAfter, {"听到后多久答复", "from hearing to answering"});
    one(simulator::kWakingUp, {"叫醒的人多花", "more, for who is woken"});
    one(simulator::kDoing, {"答复后多久办好一件事", "from an answer to having done it"});
    one(simulator::kToTheDoor, {"答复后多久到别人家门口", "from an answer to somebody's door"});
    one(simulator::kCallTakes,
        {"值班员打通一个电话", "a call of the duty officer that is answered"});
    one(simulator::kRingsFor, {"没人接的电话响多久", "a call that isn't, rings for"});
    one(simulator::kClearing,
        {"全村转移要多久（预案没写时）", "to clear a village, where the plan doesn't say"});
    one(simulator::kFetching,
        {"把走不动的人送到安置点", "from the door of who needs help to the shelter"});
  }

  const ReportPage& page_;
  std::vector<KnownValue> values_;
};

}  // namespace

Text words_of(ValueKind kind) {
  if (kind == ValueKind::reading) return {"测站读数", "readings of stations"};
  if (kind == ValueKind::gauge_fault) return {"测站毛病", "faults of stations"};
  if (kind == ValueKind::failure) return {"失效", "failures"};
  if (kind == ValueKind::channel) return {"渠道", "channels"};
  if (kind == ValueKind::behaviour) return {"人的表现", "what people do"};
  if (kind == ValueKind::inject) return {"情景事件", "injects"};
  if (kind == ValueKind::danger) return {"险情", "dangers"};
  if (kind == ValueKind::refusal) return {"不肯走的户", "households that won't go"};
  if (kind == ValueKind::going_back) return {"转移后回去的户", "households that go home again"};
  if (kind == ValueKind::history) return {"史实", "history"};
  if (kind == ValueKind::chance) return {"随机", "chance"};
  return {"程序的设定", "set by the program"};
}

std::vector<KnownValue> known_values(const ReportPage& page) {
  return Values(page).all();
}

}  // namespace fenghuo::cli
