// fenghuo transport PLAN: who would go where, by which vehicle, and who would be left.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "adapters/json_text.h"
#include "cli/names.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/nearest.h"
#include "playbooks/ledger/evacuation_transport.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;
using playbooks::TransportPlanned;

struct TransportSettings {
  std::string folder;
  playbooks::TransportAsked asked;
  Format format;
};

std::set<std::string> items_of(const std::string& text) {
  std::set<std::string> items;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t comma = std::min(text.find(',', from), text.size());
    if (comma > from) items.insert(text.substr(from, comma - from));
    from = comma + 1;
  }
  return items;
}

std::string minutes(std::int64_t seconds) {
  return std::to_string((seconds + 59) / 60);
}

// What is named must be there: a slip of the pen would leave a road open.
bool known(const wire::Plan& plan, const playbooks::TransportAsked& asked, Session& session) {
  const auto look = [&](const std::set<std::string>& named, const auto& all, const Text& what) {
    for (const auto& id : named)
      if (std::none_of(all.begin(), all.end(), [&](const auto& one) { return one.id() == id; })) {
        std::vector<std::string_view> ids;
        for (const auto& one : all) ids.push_back(one.id());
        session.fail(
            Text{"没有" + what.zh + "“" + id + "”", "there is no " + what.en + " '" + id + "'"} +
            did_you_mean(nearest(id, ids)));
        return false;
      }
    return true;
  };
  return look(asked.villages, plan.villages(), {"村", "village"}) &&
         look(asked.cut_villages, plan.villages(), {"村", "village"}) &&
         look(asked.closed_roads, plan.roads().roads(), {"道路", "road"}) &&
         look(asked.without_units, plan.units(), {"队伍", "unit"});
}

json::object to_json(const TransportPlanned& planned) {
  json::array moves;
  for (const auto& move : planned.moves) {
    json::object out{{"village", move.village},       {"shelter", move.shelter},
                     {"people", move.people},         {"need_help", move.need_help},
                     {"as_planned", move.as_planned}, {"walking", move.emptied.walking},
                     {"left", move.emptied.left},     {"empty_s", move.emptied.empty_s},
                     {"safe_s", move.emptied.safe_s}};
    if (move.way_s) out["way_s"] = *move.way_s;
    if (move.limit_s) out["limit_s"] = *move.limit_s;
    moves.push_back(std::move(out));
  }
  json::array trips;
  for (const auto& drive : planned.drives)
    trips.push_back({{"unit", drive.unit},
                     {"village", drive.village},
                     {"shelter", drive.shelter},
                     {"people", drive.trip.people},
                     {"carried", drive.trip.carried},
                     {"departs_s", drive.trip.departs_s},
                     {"arrives_s", drive.trip.arrives_s}});
  json::array left;
  for (const auto& one : planned.left)
    left.push_back({{"village", one.village},
                    {"people", one.people},
                    {"need_help", one.need_help},
                    {"why", one.why.en}});
  json::array room;
  for (const auto& one : planned.room)
    room.push_back({{"shelter", one.shelter}, {"left", one.left}});
  json::object out{{"moves", std::move(moves)},
                   {"trips", std::move(trips)},
                   {"left", std::move(left)},
                   {"room", std::move(room)},
                   {"last_arrival_s", planned.last_arrival_s}};
  if (planned.gap_basis_points)
    out["gap_percent"] = static_cast<double>(*planned.gap_basis_points) / 100;
  return out;
}

class Printer {
 public:
  Printer(const wire::Plan& plan, const Session& session) : names_(plan, {}), session_(session) {}

  void print(const TransportPlanned& planned) const {
    for (const auto& move : planned.moves) say(words_of(move));
    for (const auto& drive : planned.drives) say(words_of(drive));
    for (const auto& left : planned.left)
      say({"！" + names_.place(left.village).zh + "有 " + std::to_string(left.people) +
               " 人走不了（其中要帮助的 " + std::to_string(left.need_help) + " 人）：" +
               left.why.zh,
           "! " + names_.place(left.village).en + ": " + std::to_string(left.people) +
               " people can't leave (" + std::to_string(left.need_help) +
               " need help): " + left.why.en});
    if (planned.gap_basis_points && *planned.gap_basis_points > 0) {
      const std::string gap = std::to_string(*planned.gap_basis_points / 100) + "." +
                              std::to_string(*planned.gap_basis_points % 100 / 10);
      say({"村不拆开，路程最多比可拆开的最好办法多 " + gap + "%",
           "villages stay whole; that costs at most " + gap +
               "% more travel than the best plan that splits them"});
    }
  }

 private:
  void say(const Text& text) const { std::printf("%s\n", session_.say(text).c_str()); }

  Text words_of(const TransportPlanned::Move& move) const {
    const Text village = names_.place(move.village);
    const Text shelter = names_.place(move.shelter);
    const std::string people = std::to_string(move.people);
    const std::string walking = std::to_string(move.emptied.walking);
    const std::string safe = minutes(move.emptied.safe_s);
    Text words{village.zh + " → " + shelter.zh + "：" + people + " 人，步行 " + walking +
                   " 人，全部到达要 " + safe + " 分钟",
               village.en + " -> " + shelter.en + ": " + people + " people, " + walking +
                   " on foot, all there in " + safe + " min"};
    if (!move.as_planned) {
      words.zh += "（不是预案写的安置点）";
      words.en += " (not the shelter that the plan names)";
    }
    return words;
  }

  Text words_of(const TransportPlanned::Drive& drive) const {
    const Text unit = names_.unit(drive.unit);
    const std::string people = std::to_string(drive.trip.people);
    const std::string departs = minutes(drive.trip.departs_s);
    const std::string arrives = minutes(drive.trip.arrives_s);
    return {"  " + unit.zh + "：第 " + departs + " 分钟从" + names_.place(drive.village).zh +
                "带 " + people + " 人，第 " + arrives + " 分钟到" + names_.place(drive.shelter).zh,
            "  " + unit.en + ": leaves " + names_.place(drive.village).en + " at " + departs +
                " min with " + people + ", is at " + names_.place(drive.shelter).en + " at " +
                arrives + " min"};
  }

  Names names_;
  const Session& session_;
};

void transport(const TransportSettings& settings, Session& session) {
  auto loaded = load_whole_plan(settings.folder);
  if (!loaded.faults.empty()) {
    session.print(loaded.faults);
    return session.fail({"预案有问题，先改好", "the plan has faults; mend them first"});
  }
  const auto& plan = loaded.change.plan();
  if (!known(plan, settings.asked, session)) return;
  const auto planned = playbooks::plan_transport(plan, settings.asked);
  if (!planned) return session.fail(planned.error());
  if (settings.format.json)
    std::printf("%s\n", adapters::to_text(to_json(*planned)).c_str());
  else
    Printer(plan, session).print(*planned);
  if (!planned->left.empty()) session.status = faults;
}

}  // namespace

void add_transport(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("transport", {"撤离怎么走：哪个村去哪个安置点、哪辆车几点接谁、谁走不了",
                                       "how an evacuation would go: which village to which "
                                       "shelter, by which vehicle, who is left"});
  auto settings = std::make_shared<TransportSettings>();
  verb.text("PLAN", settings->folder, {"预案文件夹", "the plan's folder"}, Need::required);
  const auto list = [&](const char* name, const char* form, std::set<std::string>& into,
                        const Text& help) {
    verb.parsed(
        name, form,
        [settings, &into](const std::string& text) {
          into = items_of(text);
          return !into.empty();
        },
        help);
  };
  list("--villages", "shangxi,shimen", settings->asked.villages,
       {"只算这些村撤（默认全镇）", "these villages leave (default: all)"});
  list("--closed", "ROAD,ROAD", settings->asked.closed_roads,
       {"这些路不通（roads.geojson 的 id）", "these roads are closed (ids of roads.geojson)"});
  list("--cut", "shimen", settings->asked.cut_villages,
       {"这些村的路断了，只能步行", "these villages are reached on foot alone"});
  list("--without", "bus-1", settings->asked.without_units,
       {"这些车用不上", "these vehicles can't be used"});
  settings->format.add_to(verb);
  verb.example("fenghuo transport plans/qingxi --cut shimen --without bus-1");
  verb.run([settings, &session] { transport(*settings, session); });
}

}  // namespace fenghuo::cli
