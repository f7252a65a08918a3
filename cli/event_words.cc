#include "cli/event_words.h"

#include <algorithm>

#include "cli/fact_words.h"
#include "cli/sentence.h"
#include "engine/decimal.h"
#include "engine/observations.h"
#include "engine/report_kinds.h"

namespace fenghuo::cli {
namespace {

/// A gateway's batch holds thousands: the reader wants to know of where it is.
constexpr std::size_t kRowsNamedMax = 3;

Text of_observations(const RecordHeader& header, const wire::Observations& columns,
                     const Datastreams& datastreams, const Names& names) {
  Text words = Text{"观测 ", "observations: "} +
               number(static_cast<std::uint64_t>(columns.value_size())) + Text{" 个", ""};
  DecodedObservations decoded;
  if (!decode_observations(columns, header.recorded_at, datastreams.count(), decoded)) return words;
  const std::size_t named = std::min(decoded.rows.size(), kRowsNamedMax);
  for (std::size_t i = 0; i < named; ++i) {
    const auto& row = decoded.rows[i];
    const Datastream& datastream = datastreams[row.datastream];
    words = words + (i == 0 ? Text{"：", "; "} : Text{"、", ", "}) +
            names.station(datastreams.station_name(datastream.station)) + plain(" ") +
            measured(datastream.property, to_double(row.value, datastream.decimals));
  }
  return named < decoded.rows.size() ? words + Text{" 等", " and more"} : words;
}

Text of_report(const wire::Report& report, const Names& names) {
  return names.person(report.reporter()) + Text{" 报告：", " reports: "} +
         names.place(report.area()) + plain(" ") + report_words(report.kind());
}

// What it was of, its facts say: a command that is refused is said there too.
Text of_command(const wire::Command& command, const Names& names) {
  const Text via =
      command.via() == "responder_page" ? Text{"（手机页面）", " (from the phone's page)"} : Text{};
  return names.person(command.person_id()) + Text{" 的命令", " gives a command"} + via;
}

Text of_effect(const wire::EffectReported& reported) {
  if (reported.outcome() == wire::EffectReported::DELIVERED)
    return {"一条消息已送达", "a message was delivered"};
  return Text{"一条消息没有送到", "a message was not delivered"} +
         (reported.detail().empty() ? Text{} : Text{"：", ": "} + plain(reported.detail()));
}

Text of_refused(const wire::InputRefused& refused, const Names& names) {
  return Text{"收到的数据用不上（", "input that can't be used ("} + plain(refused.source()) +
         plain(", " + refused.reason()) + Text{"）", ")"} +
         (refused.station().empty() ? Text{}
                                    : Text{"，", ", "} + names.station(refused.station())) +
         Text{"，次数 ", ", times: "} + number(refused.count());
}

Text of_program(const wire::MachineVersion& version) {
  return Text{"由程序 ", "from here on by the program "} + plain(version.program()) +
         Text{" 记录，", ", "} +
         (version.lane() == "exercise" ? Text{"演练", "an exercise"} : Text{"实战", "live"});
}

}  // namespace

Text event_words(const RecordHeader& header, const wire::Event& event,
                 const Datastreams& datastreams, const Names& names) {
  if (event.has_machine_version()) return of_program(event.machine_version());
  if (event.has_plan_changed())
    return Text{"换预案，", "the plan is changed, by "} +
           names.person(event.plan_changed().changed_by());
  if (event.has_datastreams_registered())
    return Text{"第一次出现的观测要素，个数 ", "observed properties seen for the first time: "} +
           number(static_cast<std::uint64_t>(event.datastreams_registered().datastreams_size()));
  if (event.has_observations())
    return of_observations(header, event.observations(), datastreams, names);
  if (event.has_report()) return of_report(event.report(), names);
  if (event.has_received_warning())
    return Text{"外部预警，来自 ", "a warning of others, from "} +
           plain(event.received_warning().sender());
  if (event.has_live_told())
    return {"实战告诉演练占用了什么", "live tells the exercise what it holds"};
  if (event.has_drill_began()) return {"演练开始", "a drill begins"};
  if (event.has_command()) return of_command(event.command(), names);
  if (event.has_time_passed()) return {"时间到了", "it is time"};
  if (event.has_effect_reported()) return of_effect(event.effect_reported());
  if (event.has_input_refused()) return of_refused(event.input_refused(), names);
  return {"（较新程序写的记录）", "(a record that a newer program wrote)"};
}

}  // namespace fenghuo::cli
