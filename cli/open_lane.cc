#include "cli/open_lane.h"

#include <algorithm>
#include <filesystem>

#include "adapters/synced_file.h"
#include "cli/sentence.h"
#include "cli/township.h"

namespace fenghuo::cli {
namespace {

using adapters::Clock;
using adapters::RocksdbLog;

// Each goes on where its log ends: time can't go back. For an exercise with a clock of its own no
// time passed while it was down; in a drill it stands until that has caught up.
Clock clock_of(const ServeSettings& settings, const LogHead& head) {
  if (settings.data.lane != adapters::Lane::exercise || !settings.clock_start)
    return Clock::never_before(head.recorded_at);
  return {std::max(*settings.clock_start, head.recorded_at),
          settings.drill ? 0 : settings.clock_rate.value_or(1)};
}

// A drill goes on with the plan that it began with.
Result<void> same_plan(const ServeSettings& settings, const Machine& machine,
                       const wire::PlanChanged& plan) {
  const std::string& before = machine.plan_version();
  if (settings.data.lane != adapters::Lane::exercise || !settings.drill || before.empty() ||
      before == plan.version())
    return {};
  return Error{Errc::bad_input,
               {"演练开始后预案改了（" + before + " → " + plan.version() +
                    "）：改回去接着演，或把“" + settings.data.of_lane() + "”挪走重演",
                "the plan was changed since the drill began (" + before + " -> " + plan.version() +
                    "): take it back to go on, or move '" + settings.data.of_lane() +
                    "' away to begin anew"}};
}

Result<void> activate(Engine& engine, Instant now, const wire::PlanChanged& plan) {
  if (engine.machine().plan_version() == plan.version()) return {};
  wire::Event event;
  *event.mutable_plan_changed() = plan;
  event.mutable_plan_changed()->set_changed_by("fenghuo serve");
  const std::vector<Submission> submissions{std::move(event)};
  const auto ticked = engine.tick(now, submissions);
  if (!ticked) return ticked.error();
  if (ticked->receipts[0].refused) return *ticked->receipts[0].refused;
  return {};
}

Result<std::string> id_of(const Log& log) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  const auto first = (*cursor)->next();
  if (!first) return first.error();
  return to_hex((*first)->record.chain).substr(0, 8);
}

// A new folder's own name must be there after a power cut too. One that can't be opened is not
// ours, and was there before.
void sync_names_above(const std::string& made) {
  std::error_code error;
  auto folder = std::filesystem::absolute(made, error);
  while (!error && folder != folder.root_path()) {
    folder = folder.parent_path();
    adapters::sync_folder(folder.string());
  }
}

}  // namespace

Result<OpenLane> open_lane(const ServeSettings& settings, const wire::PlanChanged& plan) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(settings.data.of_lane(), error);
  if (error)
    return Error{Errc::storage_failed,
                 {"无法建立文件夹“" + settings.data.of_lane() + "”：" + error.message(),
                  "can't make the folder '" + settings.data.of_lane() + "': " + error.message()}};
  if (made) sync_names_above(settings.data.of_lane());
  auto credentials = adapters::Credentials::open(settings.data.credentials());
  if (!credentials) return credentials.error();
  auto log = RocksdbLog::open(settings.data.log());
  if (!log) return log.error();
  auto machine = std::make_unique<Machine>(township_machine());
  const auto restored = restore(**log, *machine);
  if (!restored)
    return Error{restored.error().code,
                 Text{"“" + settings.data.log() + "”：", "'" + settings.data.log() + "': "} +
                     restored.error().text};
  if (auto same = same_plan(settings, *machine, plan); !same) return same.error();
  const Clock clock = clock_of(settings, (*log)->head());
  auto engine = std::make_unique<Engine>(**log, *machine, *restored);
  const std::string lane(adapters::to_string(settings.data.lane));
  if (auto ok = engine->open(lane, "fenghuo " FENGHUO_VERSION, clock.now()); !ok) return ok.error();
  if (auto ok = activate(*engine, clock.now(), plan); !ok) return ok.error();
  auto id = id_of(**log);
  if (!id) return id.error();
  credentials->use_branches((*log)->branches());
  return OpenLane{std::move(*log),         std::move(machine), std::move(engine), clock,
                  std::move(*credentials), *restored,          std::move(*id)};
}

}  // namespace fenghuo::cli
