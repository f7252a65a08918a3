// One lane behind its HTTP interface: the township of the playbooks' tests, on a real port.
#pragma once

#include "adapters/http/api.h"
#include "tests/adapters/http/client.h"
#include "tests/playbooks/township_rig.h"
#include "tests/temporary_folder.h"

namespace fenghuo::adapters {

class ServedTest : public ::testing::Test {
 protected:
  explicit ServedTest(Lane lane = Lane::live) {
    service_.lane = lane;
    edges_.committed = [this](Offset) { edges_.feed.committed(); };
    edges_.start();
    wire::Event event;
    event.mutable_plan_changed()->set_version("p1");
    *event.mutable_plan_changed()->mutable_plan() = township_plan();
    edges_.submit(std::move(event));
  }
  ~ServedTest() override { edges_.stop(); }

  /// 65 mm within the hour: village A is told to leave.
  Receipt rain_hard(std::uint64_t key = 0) {
    ObservationBlock block;
    block.sources.push_back({"S1", "rain", 1});
    block.rows.push_back({0, Quality::not_evaluated, kStart, 650});
    block.frame_key = key;
    return edges_.submit(std::move(block));
  }
  /// The obligation of the leader of village A, once there is one.
  FactId leaders_duty() {
    const auto list = client_.get("/api/v1/obligations").json();
    for (const auto& duty : list.as_array()) {
      if (duty.at("duty").as_string() == "village_leader") {
        return *parse_fact_id(std::string_view(duty.at("obligation").as_string()));
      }
    }
    ADD_FAILURE() << "no duty";
    return {};
  }
  static std::shared_ptr<const PlanInfo> plan() {
    auto info = std::make_shared<PlanInfo>();
    info->plan = township_plan();
    info->version = "p1";
    for (const char* id : {"leader", "deputy", "town"}) {
      info->people[id].id = id;
      info->people[id].name = std::string("<") + id + ">";
      info->people[id].phone = "13900000000";
    }
    return info;
  }

  TemporaryFolder folder_;
  Edges edges_{Machine(all_stages())};
  Credentials credentials_ = Credentials::open(folder_ / "secret").value();
  Service service_{.io = edges_.io,
                   .engine = edges_.thread,
                   .log = edges_.log,
                   .clock = edges_.clock,
                   .credentials = credentials_,
                   .refusals = edges_.refusals,
                   .feed = edges_.feed,
                   .plan = plan(),
                   .metrics =
                       [](const wire::Standing* stands) {
                         return stands == nullptr
                                    ? "nothing stands\n"
                                    : "fenghuo_stations " +
                                          std::to_string(stands->stations_size()) + "\n";
                       },
                   .back_up = [] { return Result<std::string>("a folder"); }};
  Api api_{service_};
  HttpServer server_{edges_.io, "127.0.0.1", 0, api_, edges_.refusals};
  HttpClient client_{server_.port()};
};

}  // namespace fenghuo::adapters
