#include "adapters/http/drill.h"

#include "adapters/cloudevents.h"
#include "adapters/http/command_fields.h"
#include "adapters/http/service.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

HttpResponse no_drill(const HttpRequest& request) {
  return problem(request, HttpStatus::not_found, "no_drill",
                 {"这里没有在演的情景", "no scenario is played here"});
}

// Keeps of a list what may be told.
template <class MayTell>
void keep_of(json::object& drill, const char* list, MayTell may_tell) {
  json::array kept;
  for (auto& item : drill.at(list).as_array())
    if (may_tell(item.as_object())) kept.push_back(std::move(item));
  drill[list] = std::move(kept);
}

}  // namespace

HttpResponse get_drill(const Service& service, const HttpRequest& request, bool named) {
  if (service.drill == nullptr) return no_drill(request);
  json::object drill = service.drill->describe(service.style(request));
  // What is still to come is not for those who play, and without a token anybody may ask.
  if (!named) {
    keep_of(drill, "injects", [](const auto& inject) { return inject.contains("given_at"); });
    keep_of(drill, "expectations", [](const auto& one) { return one.at("verdict") != "open"; });
  }
  return respond_json(request, HttpStatus::ok, drill);
}

HttpResponse steer_drill(const Service& service, const HttpRequest& request,
                         const std::string& person) {
  if (service.drill == nullptr) return no_drill(request);
  const auto document = parse_json(request.body());
  const std::string line =
      document && document->is_object() ? text_in(document->get_object(), "steer") : "";
  if (line.empty())
    return problem(request, HttpStatus::bad_request, "bad_command",
                   {"写作 {\"steer\": \"pause\"}", "written {\"steer\": \"pause\"}"});
  const auto became = service.drill->steer(line, person, "page");
  if (!became) return problem(request, HttpStatus::bad_request, "bad_command", became.error().text);
  const Language language = service.style(request).language;
  return respond_json(request, HttpStatus::ok,
                      json::object{{"became", language == Language::zh ? became->zh : became->en},
                                   {"became_zh", became->zh},
                                   {"became_en", became->en}});
}

}  // namespace fenghuo::adapters
