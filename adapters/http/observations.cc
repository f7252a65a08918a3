// GET /api/v1/observations?hours=24: what was observed lately, as columns, for charts.
#include <boost/json/object.hpp>
#include <charconv>

#include "adapters/http/api.h"
#include "adapters/http/observation_columns.h"
#include "engine/find_offset.h"
#include "engine/recorded_observations.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

constexpr int kHoursMax = 72;
// 200,000 points x about 30 bytes of JSON = 6 MB.
constexpr std::size_t kPointsMax = 200'000;
// Records between two breaths: other connections are served meanwhile.
constexpr int kRecordsAtOnce = 200;

void add(ObservationColumns& columns, const Record& record, const Datastreams& datastreams) {
  const auto decoded = observations_in(record, datastreams);
  if (!decoded) return;
  for (const auto& row : decoded->rows) columns.add(row, record.header.recorded_at, datastreams);
}

}  // namespace

net::awaitable<HttpResponse> get_observations(Service& service, const HttpRequest& request,
                                              const Target& target) {
  const std::string text = target.query_or("hours", "24");
  int hours = 0;
  std::from_chars(text.data(), text.data() + text.size(), hours);
  if (hours < 1 || hours > kHoursMax)
    co_return problem(request, HttpStatus::bad_request, "bad_hours",
                      {"hours 为 1 至 72", "hours is 1 to 72"});
  const auto from = first_at_or_after(service.log, service.clock.now() - std::chrono::hours{hours});
  if (!from)
    co_return problem(request, HttpStatus::internal_server_error, "damaged_log", from.error().text);
  auto cursor = service.log.read(*from);
  ObservationColumns columns(kPointsMax);
  Offset next = *from;
  for (int count = 1; cursor; ++count) {
    const auto entry = (*cursor)->next();
    if (!entry || !*entry) break;
    add(columns, (*entry)->record, service.feed.datastreams());
    next = (*entry)->record.header.offset.next();
    if (count % kRecordsAtOnce == 0) co_await net::post(service.io, net::use_awaitable);
  }
  json::object out = columns.to_json(service.feed.datastreams());
  out["next_offset"] = next.value;
  co_return respond_json(request, HttpStatus::ok, out);
}

}  // namespace fenghuo::adapters
