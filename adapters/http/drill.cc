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

}  // namespace

HttpResponse get_drill(const Service& service, const HttpRequest& request) {
  if (service.drill == nullptr) return no_drill(request);
  return respond_json(request, HttpStatus::ok, service.drill->describe(service.style(request)));
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
