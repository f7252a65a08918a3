// POST /api/v1/events: CloudEvents 1.0 in structured, batched and binary mode, and warnings of
// others as CAP. 202 with the offsets, once they are durable.
#include <boost/beast/http/field.hpp>
#include <boost/json.hpp>

#include <algorithm>

#include "adapters/cap.h"
#include "adapters/cloudevents.h"
#include "adapters/http/api.h"
#include "engine/property.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;
namespace json = boost::json;

namespace {

std::string header(const HttpRequest& request, const char* name) {
  const auto value = request[name];
  return {value.data(), value.size()};
}

// Binary mode: attributes in headers ce-id, ce-source, ce-type; the body is the data.
Result<std::vector<CloudEvent>> binary_event(const HttpRequest& request, Instant now) {
  const auto data = parse_json(request.body());
  if (!data) return data.error();
  auto event = cloud_event_from(
      {header(request, "ce-id"), header(request, "ce-source"), header(request, "ce-specversion"),
       header(request, "ce-type"), header(request, "ce-recordedby")},
      *data, now);
  if (!event) return event.error();
  std::vector<CloudEvent> events;
  events.push_back(std::move(*event));
  return events;
}

// A warning as CAP has it stands for itself, without an envelope.
bool is_xml(const std::string& type) {
  return type.starts_with("application/cap+xml") || type.starts_with("application/xml") ||
         type.starts_with("text/xml");
}

Result<std::vector<CloudEvent>> warning_in(const HttpRequest& request) {
  auto warning = read_cap(request.body());
  if (!warning) return warning.error();
  const std::string id = warning->identifier();
  wire::Event event;
  *event.mutable_received_warning() = std::move(*warning);
  std::vector<CloudEvent> events;
  events.push_back({id, "", std::move(event)});
  return events;
}

Result<std::vector<CloudEvent>> events_in(const HttpRequest& request, Instant now) {
  const std::string type = header(request, "Content-Type");
  if (is_xml(type)) return warning_in(request);
  const bool batch = type.starts_with("application/cloudevents-batch+json");
  if (!batch && !type.starts_with("application/cloudevents+json"))
    return binary_event(request, now);
  const auto document = parse_json(request.body());
  if (!document) return document.error();
  std::vector<CloudEvent> events;
  if (!batch) {
    auto event = cloud_event_from(*document, now);
    if (!event) return event.error();
    events.push_back(std::move(*event));
    return events;
  }
  if (!document->is_array() || document->get_array().size() > kEventsPerBatchMax)
    return Error{
        Errc::bad_input,
        {"批次应为最多 1000 个事件的列表", "a batch should be a list of at most 1,000 events"}};
  for (std::size_t i = 0; i < document->get_array().size(); ++i) {
    auto event = cloud_event_from(document->get_array()[i], now);
    if (event) {
      events.push_back(std::move(*event));
      continue;
    }
    const std::string n = std::to_string(i);
    return Error{Errc::bad_input,
                 {"第 " + n + " 个事件（从 0 数）：" + event.error().text.zh,
                  "event " + n + " (from 0): " + event.error().text.en}};
  }
  return events;
}

// A village by its name or its code stands for its id, as people write them.
std::string id_of(const wire::Plan& plan, const std::string& area) {
  for (const auto& village : plan.villages())
    if (area == village.adcode() || area == village.name().zh() || area == village.name().en())
      return village.id();
  return area;
}

// What a report tells of is a place of the plan: the township, a village, or what stands in one.
bool is_place(const wire::Plan& plan, const std::string& area) {
  std::vector<std::string_view> known{plan.id()};
  const auto add = [&](const auto& places) {
    for (const auto& place : places) known.push_back(place.id());
  };
  add(plan.villages());
  add(plan.hazard_points());
  add(plan.catchments());
  add(plan.stations());
  add(plan.shelters());
  add(plan.facilities());
  return area.empty() || std::find(known.begin(), known.end(), area) != known.end();
}

// A call for help is taken wherever it is from; that nothing of the plan is there is counted.
void find_places(const wire::Plan& plan, std::vector<CloudEvent>& events, Refusals& refusals) {
  for (auto& one : events) {
    auto* event = std::get_if<wire::Event>(&one.submission);
    if (event == nullptr || !event->has_report()) continue;
    wire::Report& report = *event->mutable_report();
    report.set_area(id_of(plan, report.area()));
    if (!is_place(plan, report.area()))
      refusals.note("cloudevents", "unknown_place", report.reporter(), report.area());
  }
}

// Of a command it is the holder of the token who has given it; so with a report.
void name_recorder(std::vector<CloudEvent>& events, const std::string& person) {
  for (auto& one : events)
    if (auto* event = std::get_if<wire::Event>(&one.submission); event && event->has_report())
      event->mutable_report()->set_recorded_by(person);
}

// It is kept, and no rule can read it: counted, so that a misspelt name doesn't go unseen.
void note_unknown_properties(const std::vector<CloudEvent>& events, Refusals& refusals) {
  for (const auto& one : events) {
    const auto* block = std::get_if<ObservationBlock>(&one.submission);
    if (block == nullptr) continue;
    for (const auto& source : block->sources)
      if (find_property(source.property) == nullptr)
        refusals.note("cloudevents", "unknown_property", source.station, source.property);
  }
}

json::object receipt_json(const std::string& id, const Receipt& receipt) {
  json::object out{{"id", id}};
  if (receipt.duplicate) {
    out["duplicate"] = true;
    return out;
  }
  out["offset"] = receipt.offset.value;
  if (receipt.rows > 0) {
    out["row"] = receipt.first_row;
    out["rows"] = receipt.rows;
  }
  if (receipt.rows_refused > 0) out["rows_refused"] = receipt.rows_refused;
  return out;
}

}  // namespace

net::awaitable<HttpResponse> post_events(Service& service, const HttpRequest& request,
                                         const std::optional<std::string>& person) {
  auto events = events_in(request, service.clock.now());
  if (!events) {
    service.refusals.note("cloudevents", "bad_event", "", request.body());
    co_return problem(request, HttpStatus::bad_request, "bad_event", events.error().text);
  }
  find_places(service.plan->plan, *events, service.refusals);
  if (person) name_recorder(*events, *person);
  note_unknown_properties(*events, service.refusals);
  // All are on their way before the first is waited for, so that they share a tick.
  std::vector<std::shared_ptr<Mailbox<Receipt>>> mailboxes;
  for (auto& event : *events) {
    auto mailbox = std::make_shared<Mailbox<Receipt>>(service.io.get_executor());
    const bool taken =
        service.engine.submit(std::move(event.submission),
                              [mailbox](Receipt receipt) { mailbox->put(std::move(receipt)); });
    if (!taken) {
      service.refusals.note("cloudevents", "inbox_full");
      auto response = problem(request, HttpStatus::service_unavailable, "inbox_full",
                              {"系统繁忙，请稍后重发（同一事件重发不会重复计入）",
                               "busy; send again later (an event sent twice counts once)"});
      response.set(http::field::retry_after, "1");
      co_return response;
    }
    mailboxes.push_back(std::move(mailbox));
  }
  json::array accepted;
  for (std::size_t i = 0; i < mailboxes.size(); ++i) {
    const Receipt receipt = co_await Mailbox<Receipt>::take(mailboxes[i]);
    if (receipt.refused)
      co_return problem(request, HttpStatus::unprocessable_entity, "refused",
                        receipt.refused->text);
    accepted.push_back(receipt_json((*events)[i].id, receipt));
  }
  co_return respond_json(request, HttpStatus::accepted,
                         json::object{{"accepted", std::move(accepted)}});
}

}  // namespace fenghuo::adapters
